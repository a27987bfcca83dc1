import { PresentPassword as PresentPassword_9c6b000bab1eb5bbd47dee51bafc89b5 } from '../../../../src/components/PresentPassword'
import { DayCell as DayCell_1000aac7e9ea64ad1d1870f71a1117cb } from '../../../../src/components/WhenCell'
import { ClientFieldMapping as ClientFieldMapping_b7f00aa106538ec4c72168fcc862b77f } from '../../../../src/components/FieldMapping'
import { LiveOffer as LiveOffer_6e94214b94e063d1543f116adf554e7b } from '../../../../src/components/LiveOffer'
import { TextCell as TextCell_0058cfc8926aba48054e5ae09420963d } from '../../../../src/components/TextCell'
import { PhoneCell as PhoneCell_81bae35bf2bd1763e02fe37f47c47eae } from '../../../../src/components/PhoneCell'
import { ListedText as ListedText_1be592a6305a4375c3847a9280932f1f } from '../../../../src/components/ListedText'
import { ServiceHoursRow as ServiceHoursRow_5ab74e39811fc488d58d85f6872040a0 } from '../../../../src/components/ServiceHoursRow'
import { WebhookUrl as WebhookUrl_0b99a6ae9f6da6495a15b30a2de2168e } from '../../../../src/components/WebhookUrl'
import { DeliveryHealth as DeliveryHealth_a4df8678431fa6ae8e7010b70f23aae4 } from '../../../../src/components/DeliveryHealth'
import { TestCall as TestCall_8739e00c9134c659e09a818e236856df } from '../../../../src/components/TestCall'
import { TokenCell as TokenCell_37f4b95572e24d63b31503e6479f632d } from '../../../../src/components/TokenCell'
import { SenderState as SenderState_3fc0fdce42eec252359773d34ed8c971 } from '../../../../src/components/SenderState'
import { VapiAssistantID as VapiAssistantID_2ed52dfb866ca17d6edb3a5f4e41c337 } from '../../../../src/components/VapiAssistants'
import { FurtherAssistants as FurtherAssistants_2ed52dfb866ca17d6edb3a5f4e41c337 } from '../../../../src/components/VapiAssistants'
import { VapiPhoneNumberID as VapiPhoneNumberID_2ed52dfb866ca17d6edb3a5f4e41c337 } from '../../../../src/components/VapiAssistants'
import { KeepRecordingsDescription as KeepRecordingsDescription_afc8fd0417b6a1e8670c5e561250e090 } from '../../../../src/components/KeepRecordings'
import { ClientCallsLink as ClientCallsLink_8b6d5ecfae9b8c1096bd7caa11efd4a6 } from '../../../../src/components/ClientCallsLink'
import { SetupStatusCell as SetupStatusCell_23ab0796acd00657e28eda12bad1d844 } from '../../../../src/components/SetupStatusCell'
import { SetupPath as SetupPath_7e011b5416d44ed35e8388e1e29062a1 } from '../../../../src/components/SetupPath'
import { WelcomeMail as WelcomeMail_75ee16ecf74c69e14fa00d33655ae070 } from '../../../../src/components/WelcomeMail'
import { MailNotice as MailNotice_75fd0e4083bd931ccdb300f787d4557c } from '../../../../src/components/MailNotice'
import { WhenCell as WhenCell_1000aac7e9ea64ad1d1870f71a1117cb } from '../../../../src/components/WhenCell'
import { RscEntryLexicalCell as RscEntryLexicalCell_44fe37237e0ebf4470c9990d8cb7b07e } from '@payloadcms/richtext-lexical/rsc'
import { RscEntryLexicalField as RscEntryLexicalField_44fe37237e0ebf4470c9990d8cb7b07e } from '@payloadcms/richtext-lexical/rsc'
import { LexicalDiffComponent as LexicalDiffComponent_44fe37237e0ebf4470c9990d8cb7b07e } from '@payloadcms/richtext-lexical/rsc'
import { InlineToolbarFeatureClient as InlineToolbarFeatureClient_e70f5e05f09f93e00b997edb1ef0c864 } from '@payloadcms/richtext-lexical/client'
import { HorizontalRuleFeatureClient as HorizontalRuleFeatureClient_e70f5e05f09f93e00b997edb1ef0c864 } from '@payloadcms/richtext-lexical/client'
import { UploadFeatureClient as UploadFeatureClient_e70f5e05f09f93e00b997edb1ef0c864 } from '@payloadcms/richtext-lexical/client'
import { BlockquoteFeatureClient as BlockquoteFeatureClient_e70f5e05f09f93e00b997edb1ef0c864 } from '@payloadcms/richtext-lexical/client'
import { RelationshipFeatureClient as RelationshipFeatureClient_e70f5e05f09f93e00b997edb1ef0c864 } from '@payloadcms/richtext-lexical/client'
import { LinkFeatureClient as LinkFeatureClient_e70f5e05f09f93e00b997edb1ef0c864 } from '@payloadcms/richtext-lexical/client'
import { ChecklistFeatureClient as ChecklistFeatureClient_e70f5e05f09f93e00b997edb1ef0c864 } from '@payloadcms/richtext-lexical/client'
import { OrderedListFeatureClient as OrderedListFeatureClient_e70f5e05f09f93e00b997edb1ef0c864 } from '@payloadcms/richtext-lexical/client'
import { UnorderedListFeatureClient as UnorderedListFeatureClient_e70f5e05f09f93e00b997edb1ef0c864 } from '@payloadcms/richtext-lexical/client'
import { IndentFeatureClient as IndentFeatureClient_e70f5e05f09f93e00b997edb1ef0c864 } from '@payloadcms/richtext-lexical/client'
import { AlignFeatureClient as AlignFeatureClient_e70f5e05f09f93e00b997edb1ef0c864 } from '@payloadcms/richtext-lexical/client'
import { HeadingFeatureClient as HeadingFeatureClient_e70f5e05f09f93e00b997edb1ef0c864 } from '@payloadcms/richtext-lexical/client'
import { ParagraphFeatureClient as ParagraphFeatureClient_e70f5e05f09f93e00b997edb1ef0c864 } from '@payloadcms/richtext-lexical/client'
import { InlineCodeFeatureClient as InlineCodeFeatureClient_e70f5e05f09f93e00b997edb1ef0c864 } from '@payloadcms/richtext-lexical/client'
import { SuperscriptFeatureClient as SuperscriptFeatureClient_e70f5e05f09f93e00b997edb1ef0c864 } from '@payloadcms/richtext-lexical/client'
import { SubscriptFeatureClient as SubscriptFeatureClient_e70f5e05f09f93e00b997edb1ef0c864 } from '@payloadcms/richtext-lexical/client'
import { StrikethroughFeatureClient as StrikethroughFeatureClient_e70f5e05f09f93e00b997edb1ef0c864 } from '@payloadcms/richtext-lexical/client'
import { UnderlineFeatureClient as UnderlineFeatureClient_e70f5e05f09f93e00b997edb1ef0c864 } from '@payloadcms/richtext-lexical/client'
import { BoldFeatureClient as BoldFeatureClient_e70f5e05f09f93e00b997edb1ef0c864 } from '@payloadcms/richtext-lexical/client'
import { ItalicFeatureClient as ItalicFeatureClient_e70f5e05f09f93e00b997edb1ef0c864 } from '@payloadcms/richtext-lexical/client'
import { EmailChoice as EmailChoice_8b91ad05e523ca9a6adbf268266b30f4 } from '../../../../src/components/EmailChoice'
import { SMSDescription as SMSDescription_00349d471874b0dbdd6da1e6a0f5a8e3 } from '../../../../src/components/SMSDescription'
import { EmailDigest as EmailDigest_8b91ad05e523ca9a6adbf268266b30f4 } from '../../../../src/components/EmailChoice'
import { StoredText as StoredText_4e0d7200d529126033d3513b1d95d039 } from '../../../../src/components/StoredText'
import { APIKeys as APIKeys_2ddabb0f4584cd95688c522690b8a2f4 } from '../../../../src/components/APIKeys'
import { YesNoCell as YesNoCell_c4dc34ab198044807e3cb9dede228018 } from '../../../../src/components/YesNoCell'
import { JoinedDate as JoinedDate_0bba98ca6628ca49871a35a12be92f59 } from '../../../../src/components/JoinedDate'
import { History as History_3706c8d3e7a67677c859b9aacad274f4 } from '../../../../src/components/History'
import { ImportLink as ImportLink_0a827c9c4820dcfab11f9279ded5a365 } from '../../../../src/components/ImportData/ImportLink'
import { UserQuickFilters as UserQuickFilters_19930560a21f01d376213b9988389742 } from '../../../../src/components/UserQuickFilters'
import { LiveCandidates as LiveCandidates_59569ad0de01f0dec1e1aded19b74d27 } from '../../../../src/components/LiveCandidates'
import { UserBulkActions as UserBulkActions_d1616c32b0d287346c546f7fdd9c197f } from '../../../../src/components/UserBulkActions'
import { ClientPage as ClientPage_4e2e15059c8480f83484c247c7f2d019 } from '../../../../src/components/ClientPage'
import { MainTab as MainTab_9af366569ad54011344a3911d85912fa } from '../../../../src/components/ClientPage/Tabs'
import { ClientDetails as ClientDetails_4e2e15059c8480f83484c247c7f2d019 } from '../../../../src/components/ClientPage'
import { DetailsTab as DetailsTab_9af366569ad54011344a3911d85912fa } from '../../../../src/components/ClientPage/Tabs'
import { ClientFields as ClientFields_4e2e15059c8480f83484c247c7f2d019 } from '../../../../src/components/ClientPage'
import { FieldsTab as FieldsTab_9af366569ad54011344a3911d85912fa } from '../../../../src/components/ClientPage/Tabs'
import { ClientSignIn as ClientSignIn_4e2e15059c8480f83484c247c7f2d019 } from '../../../../src/components/ClientPage'
import { SignInTab as SignInTab_9af366569ad54011344a3911d85912fa } from '../../../../src/components/ClientPage/Tabs'
import { CreateUser as CreateUser_b13b789b8deb2155197453a9e3bfd045 } from '../../../../src/components/CreateUser'
import { EditedNote as EditedNote_d237fe61d61955b34eeef7c98f3895ef } from '../../../../src/components/EditedNote'
import { CallerCell as CallerCell_256acb3fd6f4995459ea6b7f7045adbe } from '../../../../src/components/CallerCell'
import { OutcomeCell as OutcomeCell_ef8acd9cf8c3062dd828d2cc5384dda5 } from '../../../../src/components/OutcomeCell'
import { ServiceCell as ServiceCell_68fef16ef2ed1371fbc4fbf20dc50136 } from '../../../../src/components/ServiceCell'
import { PriceCell as PriceCell_ebd7f771bab46d7107823bbd59fa8601 } from '../../../../src/components/PriceCell'
import { Conversation as Conversation_e41c72ac6c9d39dacb134e5ad7e4c686 } from '../../../../src/components/Conversation'
import { RelationNameCell as RelationNameCell_145eae5a12bc99977c21cea8f021e09a } from '../../../../src/components/RelationName'
import { RelationNameField as RelationNameField_145eae5a12bc99977c21cea8f021e09a } from '../../../../src/components/RelationName'
import { ClientWhenCell as ClientWhenCell_f70748852c96118d1d6e2a351ebe911d } from '../../../../src/components/ClientWhenCell'
import { DurationCell as DurationCell_d7b2d9a0041fd54516f10aba35cdc3de } from '../../../../src/components/DurationCell'
import { EndedCell as EndedCell_b078f86ff53f2b2d867ce57e307f3105 } from '../../../../src/components/EndedCell'
import { TestCell as TestCell_deb8c38199ddb76fb2a0bb7546dcd227 } from '../../../../src/components/TestMark'
import { OwnFields as OwnFields_a66a14af58549acc9ef3e73ebc77bc50 } from '../../../../src/components/OwnFields'
import { OwnFieldCell as OwnFieldCell_3dca43a680dcec308e550f3357c90140 } from '../../../../src/components/OwnFieldColumns'
import { OwnFieldHeading as OwnFieldHeading_3dca43a680dcec308e550f3357c90140 } from '../../../../src/components/OwnFieldColumns'
import { ExportCalls as ExportCalls_200d0c69f6ab890acc8733d08dd795ab } from '../../../../src/components/ExportCalls'
import { CallTotal as CallTotal_02e652f3b120e30951384c3dd5d5b635 } from '../../../../src/components/CallTotal'
import { CallQuickFilters as CallQuickFilters_40b16f169915e89c0687b7182fd0b50a } from '../../../../src/components/CallQuickFilters'
import { RereadCalls as RereadCalls_328332250180d462f3e045cf32d6248d } from '../../../../src/components/RereadCalls'
import { NoCallsYet as NoCallsYet_47371ea9b10c78841d2ab72890984e4a } from '../../../../src/components/NoCallsYet'
import { TestMark as TestMark_deb8c38199ddb76fb2a0bb7546dcd227 } from '../../../../src/components/TestMark'
import { RereadCall as RereadCall_2a54a7762e56d2dbfe047bed19053775 } from '../../../../src/components/RereadCall'
import { GiveAllBack as GiveAllBack_6070f2c37096a1ed45674f7451941541 } from '../../../../src/components/EditedNote/GiveAllBack'
import { CallPage as CallPage_cd5602ab4ab01c33beb92c6da97da4e6 } from '../../../../src/components/CallPage'
import { CallForm as CallForm_cd5602ab4ab01c33beb92c6da97da4e6 } from '../../../../src/components/CallPage'
import { DeliveryProblem as DeliveryProblem_b6813d3510b8b5dffaaf7cd69a0fbdb0 } from '../../../../src/components/DeliveryProblem'
import { DeliveryStateCell as DeliveryStateCell_ff5fac67eccedce594ad39c275f90f17 } from '../../../../src/components/DeliveryStateCell'
import { DeliveryQuickFilters as DeliveryQuickFilters_e151a2f71163398c5ecea1a1a071939d } from '../../../../src/components/DeliveryQuickFilters'
import { ReplayDeliveries as ReplayDeliveries_3e043a1f7cb50940006763038ce285e5 } from '../../../../src/components/ReplayDeliveries'
import { MarkSeen as MarkSeen_e4e30d51842355f757be70e01a11850e } from '../../../../src/components/MarkSeen'
import { ReplayDelivery as ReplayDelivery_f81b1b45c9aeadfec3790f3bf3bca77a } from '../../../../src/components/ReplayDelivery'
import { NotificationStateCell as NotificationStateCell_bed40505b26db683ad1f6f20e5cf0bd0 } from '../../../../src/components/NotificationStateCell'
import { NotificationQuickFilters as NotificationQuickFilters_5761f7d72f6fdcda4ce02a9543b7a2c9 } from '../../../../src/components/NotificationQuickFilters'
import { RetryNotifications as RetryNotifications_27bb825ee9646c6a053e3b0add6e69ea } from '../../../../src/components/RetryNotifications'
import { RetryNotification as RetryNotification_8d121b1d7ca9fd4fa3a19ac3d7f5cf50 } from '../../../../src/components/RetryNotification'
import { PermissionTable as PermissionTable_ccc7f6bb753f48bc129c9c963017ea97 } from '../../../../src/components/PermissionTable'
import { BrandAccent as BrandAccent_8ec757bb3a15baf81e4e0eb0bedaef59 } from '../../../../src/components/BrandAccent'
import { BrandLogos as BrandLogos_4ea16fd7b403279d77ef328c243335f6 } from '../../../../src/components/BrandLogos'
import { KeyInput as KeyInput_79e3c750930d0be6ef6ad3a14f55de0a } from '../../../../src/components/VapiAccount'
import { AccountState as AccountState_79e3c750930d0be6ef6ad3a14f55de0a } from '../../../../src/components/VapiAccount'
import { VapiClients as VapiClients_d0257c51c97ea5de60a7671bece24ff0 } from '../../../../src/components/VapiClients'
import { AccountHistory as AccountHistory_594679bf94d57c9889ff0471489202f0 } from '../../../../src/components/VapiHistory'
import { WhatCell as WhatCell_efa214189920f4ef99734b3daabac4f9 } from '../../../../src/components/History/WhatCell'
import { EntryField as EntryField_f897e7cc862f58ec52b725a91cac23f8 } from '../../../../src/components/History/EntryField'
import { WhoCell as WhoCell_0c30ece26afe8ff186861cedcdd5c6b0 } from '../../../../src/components/History/WhoCell'
import { HistoryFilters as HistoryFilters_9a5ff45cb021457e6e6de0de537a092a } from '../../../../src/components/History/Filters'
import { DeskFieldMapping as DeskFieldMapping_b7f00aa106538ec4c72168fcc862b77f } from '../../../../src/components/FieldMapping'
import { DeskIcon as DeskIcon_b81a65a1fe4bb26afde733986a194eba } from '../../../../src/components/DeskIcon'
import { DeskLogo as DeskLogo_2e89831c17d43f8b5950cd8f82d63b4a } from '../../../../src/components/DeskLogo'
import { MailNoticeOnDashboard as MailNoticeOnDashboard_7d62efd7fd684fb26c8e7eeb3bcc6f40 } from '../../../../src/components/MailNotice/OnDashboard'
import { ProxyNotice as ProxyNotice_56073fa7389819db4bc230ed125b0667 } from '../../../../src/components/ProxyNotice'
import { Accessibility as Accessibility_179b3eb56f9df79e8b19678057b2d09b } from '../../../../src/components/Accessibility'
import { FirstUser as FirstUser_669599afbf4ef051b14529428a8912c8 } from '../../../../src/components/FirstUser'
import { ImportData as ImportData_c10e781b4d54d8038881b04c592e97aa } from '../../../../src/components/ImportData'
import { NoAdmin as NoAdmin_09e4314db8fd94ee57685024d0610dc8 } from '../../../../src/components/NoAdmin'
import { FirstStepsWidget as FirstStepsWidget_e1aaac9d73a3992d50b4a18beefc4f4e } from '../../../../src/components/Dashboard'
import { FeedbackWidget as FeedbackWidget_e1aaac9d73a3992d50b4a18beefc4f4e } from '../../../../src/components/Dashboard'
import { QuietWidget as QuietWidget_e1aaac9d73a3992d50b4a18beefc4f4e } from '../../../../src/components/Dashboard'
import { ProblemsWidget as ProblemsWidget_e1aaac9d73a3992d50b4a18beefc4f4e } from '../../../../src/components/Dashboard'
import { SetupWidget as SetupWidget_e1aaac9d73a3992d50b4a18beefc4f4e } from '../../../../src/components/Dashboard'
import { CallsWidget as CallsWidget_e1aaac9d73a3992d50b4a18beefc4f4e } from '../../../../src/components/Dashboard'
import { OutcomesWidget as OutcomesWidget_e1aaac9d73a3992d50b4a18beefc4f4e } from '../../../../src/components/Dashboard'
import { HoursWidget as HoursWidget_e1aaac9d73a3992d50b4a18beefc4f4e } from '../../../../src/components/Dashboard'
import { HealthWidget as HealthWidget_e1aaac9d73a3992d50b4a18beefc4f4e } from '../../../../src/components/Dashboard'
import { DriftWidget as DriftWidget_e1aaac9d73a3992d50b4a18beefc4f4e } from '../../../../src/components/Dashboard'
import { CompletenessWidget as CompletenessWidget_e1aaac9d73a3992d50b4a18beefc4f4e } from '../../../../src/components/Dashboard'
import { CollectionCards as CollectionCards_f9c02e79a4aed9a3924487c0cd4cafb1 } from '@payloadcms/next/rsc'

/** @type import('payload').ImportMap */
export const importMap = {
  "/src/components/PresentPassword#PresentPassword": PresentPassword_9c6b000bab1eb5bbd47dee51bafc89b5,
  "/src/components/WhenCell#DayCell": DayCell_1000aac7e9ea64ad1d1870f71a1117cb,
  "/src/components/FieldMapping#ClientFieldMapping": ClientFieldMapping_b7f00aa106538ec4c72168fcc862b77f,
  "/src/components/LiveOffer#LiveOffer": LiveOffer_6e94214b94e063d1543f116adf554e7b,
  "/src/components/TextCell#TextCell": TextCell_0058cfc8926aba48054e5ae09420963d,
  "/src/components/PhoneCell#PhoneCell": PhoneCell_81bae35bf2bd1763e02fe37f47c47eae,
  "/src/components/ListedText#ListedText": ListedText_1be592a6305a4375c3847a9280932f1f,
  "/src/components/ServiceHoursRow#ServiceHoursRow": ServiceHoursRow_5ab74e39811fc488d58d85f6872040a0,
  "/src/components/WebhookUrl#WebhookUrl": WebhookUrl_0b99a6ae9f6da6495a15b30a2de2168e,
  "/src/components/DeliveryHealth#DeliveryHealth": DeliveryHealth_a4df8678431fa6ae8e7010b70f23aae4,
  "/src/components/TestCall#TestCall": TestCall_8739e00c9134c659e09a818e236856df,
  "/src/components/TokenCell#TokenCell": TokenCell_37f4b95572e24d63b31503e6479f632d,
  "/src/components/SenderState#SenderState": SenderState_3fc0fdce42eec252359773d34ed8c971,
  "/src/components/VapiAssistants#VapiAssistantID": VapiAssistantID_2ed52dfb866ca17d6edb3a5f4e41c337,
  "/src/components/VapiAssistants#FurtherAssistants": FurtherAssistants_2ed52dfb866ca17d6edb3a5f4e41c337,
  "/src/components/VapiAssistants#VapiPhoneNumberID": VapiPhoneNumberID_2ed52dfb866ca17d6edb3a5f4e41c337,
  "/src/components/KeepRecordings#KeepRecordingsDescription": KeepRecordingsDescription_afc8fd0417b6a1e8670c5e561250e090,
  "/src/components/ClientCallsLink#ClientCallsLink": ClientCallsLink_8b6d5ecfae9b8c1096bd7caa11efd4a6,
  "/src/components/SetupStatusCell#SetupStatusCell": SetupStatusCell_23ab0796acd00657e28eda12bad1d844,
  "/src/components/SetupPath#SetupPath": SetupPath_7e011b5416d44ed35e8388e1e29062a1,
  "/src/components/WelcomeMail#WelcomeMail": WelcomeMail_75ee16ecf74c69e14fa00d33655ae070,
  "/src/components/MailNotice#MailNotice": MailNotice_75fd0e4083bd931ccdb300f787d4557c,
  "/src/components/WhenCell#WhenCell": WhenCell_1000aac7e9ea64ad1d1870f71a1117cb,
  "@payloadcms/richtext-lexical/rsc#RscEntryLexicalCell": RscEntryLexicalCell_44fe37237e0ebf4470c9990d8cb7b07e,
  "@payloadcms/richtext-lexical/rsc#RscEntryLexicalField": RscEntryLexicalField_44fe37237e0ebf4470c9990d8cb7b07e,
  "@payloadcms/richtext-lexical/rsc#LexicalDiffComponent": LexicalDiffComponent_44fe37237e0ebf4470c9990d8cb7b07e,
  "@payloadcms/richtext-lexical/client#InlineToolbarFeatureClient": InlineToolbarFeatureClient_e70f5e05f09f93e00b997edb1ef0c864,
  "@payloadcms/richtext-lexical/client#HorizontalRuleFeatureClient": HorizontalRuleFeatureClient_e70f5e05f09f93e00b997edb1ef0c864,
  "@payloadcms/richtext-lexical/client#UploadFeatureClient": UploadFeatureClient_e70f5e05f09f93e00b997edb1ef0c864,
  "@payloadcms/richtext-lexical/client#BlockquoteFeatureClient": BlockquoteFeatureClient_e70f5e05f09f93e00b997edb1ef0c864,
  "@payloadcms/richtext-lexical/client#RelationshipFeatureClient": RelationshipFeatureClient_e70f5e05f09f93e00b997edb1ef0c864,
  "@payloadcms/richtext-lexical/client#LinkFeatureClient": LinkFeatureClient_e70f5e05f09f93e00b997edb1ef0c864,
  "@payloadcms/richtext-lexical/client#ChecklistFeatureClient": ChecklistFeatureClient_e70f5e05f09f93e00b997edb1ef0c864,
  "@payloadcms/richtext-lexical/client#OrderedListFeatureClient": OrderedListFeatureClient_e70f5e05f09f93e00b997edb1ef0c864,
  "@payloadcms/richtext-lexical/client#UnorderedListFeatureClient": UnorderedListFeatureClient_e70f5e05f09f93e00b997edb1ef0c864,
  "@payloadcms/richtext-lexical/client#IndentFeatureClient": IndentFeatureClient_e70f5e05f09f93e00b997edb1ef0c864,
  "@payloadcms/richtext-lexical/client#AlignFeatureClient": AlignFeatureClient_e70f5e05f09f93e00b997edb1ef0c864,
  "@payloadcms/richtext-lexical/client#HeadingFeatureClient": HeadingFeatureClient_e70f5e05f09f93e00b997edb1ef0c864,
  "@payloadcms/richtext-lexical/client#ParagraphFeatureClient": ParagraphFeatureClient_e70f5e05f09f93e00b997edb1ef0c864,
  "@payloadcms/richtext-lexical/client#InlineCodeFeatureClient": InlineCodeFeatureClient_e70f5e05f09f93e00b997edb1ef0c864,
  "@payloadcms/richtext-lexical/client#SuperscriptFeatureClient": SuperscriptFeatureClient_e70f5e05f09f93e00b997edb1ef0c864,
  "@payloadcms/richtext-lexical/client#SubscriptFeatureClient": SubscriptFeatureClient_e70f5e05f09f93e00b997edb1ef0c864,
  "@payloadcms/richtext-lexical/client#StrikethroughFeatureClient": StrikethroughFeatureClient_e70f5e05f09f93e00b997edb1ef0c864,
  "@payloadcms/richtext-lexical/client#UnderlineFeatureClient": UnderlineFeatureClient_e70f5e05f09f93e00b997edb1ef0c864,
  "@payloadcms/richtext-lexical/client#BoldFeatureClient": BoldFeatureClient_e70f5e05f09f93e00b997edb1ef0c864,
  "@payloadcms/richtext-lexical/client#ItalicFeatureClient": ItalicFeatureClient_e70f5e05f09f93e00b997edb1ef0c864,
  "/src/components/EmailChoice#EmailChoice": EmailChoice_8b91ad05e523ca9a6adbf268266b30f4,
  "/src/components/SMSDescription#SMSDescription": SMSDescription_00349d471874b0dbdd6da1e6a0f5a8e3,
  "/src/components/EmailChoice#EmailDigest": EmailDigest_8b91ad05e523ca9a6adbf268266b30f4,
  "/src/components/StoredText#StoredText": StoredText_4e0d7200d529126033d3513b1d95d039,
  "/src/components/APIKeys#APIKeys": APIKeys_2ddabb0f4584cd95688c522690b8a2f4,
  "/src/components/YesNoCell#YesNoCell": YesNoCell_c4dc34ab198044807e3cb9dede228018,
  "/src/components/JoinedDate#JoinedDate": JoinedDate_0bba98ca6628ca49871a35a12be92f59,
  "/src/components/History#History": History_3706c8d3e7a67677c859b9aacad274f4,
  "/src/components/ImportData/ImportLink#ImportLink": ImportLink_0a827c9c4820dcfab11f9279ded5a365,
  "/src/components/UserQuickFilters#UserQuickFilters": UserQuickFilters_19930560a21f01d376213b9988389742,
  "/src/components/LiveCandidates#LiveCandidates": LiveCandidates_59569ad0de01f0dec1e1aded19b74d27,
  "/src/components/UserBulkActions#UserBulkActions": UserBulkActions_d1616c32b0d287346c546f7fdd9c197f,
  "/src/components/ClientPage#ClientPage": ClientPage_4e2e15059c8480f83484c247c7f2d019,
  "/src/components/ClientPage/Tabs#MainTab": MainTab_9af366569ad54011344a3911d85912fa,
  "/src/components/ClientPage#ClientDetails": ClientDetails_4e2e15059c8480f83484c247c7f2d019,
  "/src/components/ClientPage/Tabs#DetailsTab": DetailsTab_9af366569ad54011344a3911d85912fa,
  "/src/components/ClientPage#ClientFields": ClientFields_4e2e15059c8480f83484c247c7f2d019,
  "/src/components/ClientPage/Tabs#FieldsTab": FieldsTab_9af366569ad54011344a3911d85912fa,
  "/src/components/ClientPage#ClientSignIn": ClientSignIn_4e2e15059c8480f83484c247c7f2d019,
  "/src/components/ClientPage/Tabs#SignInTab": SignInTab_9af366569ad54011344a3911d85912fa,
  "/src/components/CreateUser#CreateUser": CreateUser_b13b789b8deb2155197453a9e3bfd045,
  "/src/components/EditedNote#EditedNote": EditedNote_d237fe61d61955b34eeef7c98f3895ef,
  "/src/components/CallerCell#CallerCell": CallerCell_256acb3fd6f4995459ea6b7f7045adbe,
  "/src/components/OutcomeCell#OutcomeCell": OutcomeCell_ef8acd9cf8c3062dd828d2cc5384dda5,
  "/src/components/ServiceCell#ServiceCell": ServiceCell_68fef16ef2ed1371fbc4fbf20dc50136,
  "/src/components/PriceCell#PriceCell": PriceCell_ebd7f771bab46d7107823bbd59fa8601,
  "/src/components/Conversation#Conversation": Conversation_e41c72ac6c9d39dacb134e5ad7e4c686,
  "/src/components/RelationName#RelationNameCell": RelationNameCell_145eae5a12bc99977c21cea8f021e09a,
  "/src/components/RelationName#RelationNameField": RelationNameField_145eae5a12bc99977c21cea8f021e09a,
  "/src/components/ClientWhenCell#ClientWhenCell": ClientWhenCell_f70748852c96118d1d6e2a351ebe911d,
  "/src/components/DurationCell#DurationCell": DurationCell_d7b2d9a0041fd54516f10aba35cdc3de,
  "/src/components/EndedCell#EndedCell": EndedCell_b078f86ff53f2b2d867ce57e307f3105,
  "/src/components/TestMark#TestCell": TestCell_deb8c38199ddb76fb2a0bb7546dcd227,
  "/src/components/OwnFields#OwnFields": OwnFields_a66a14af58549acc9ef3e73ebc77bc50,
  "/src/components/OwnFieldColumns#OwnFieldCell": OwnFieldCell_3dca43a680dcec308e550f3357c90140,
  "/src/components/OwnFieldColumns#OwnFieldHeading": OwnFieldHeading_3dca43a680dcec308e550f3357c90140,
  "/src/components/ExportCalls#ExportCalls": ExportCalls_200d0c69f6ab890acc8733d08dd795ab,
  "/src/components/CallTotal#CallTotal": CallTotal_02e652f3b120e30951384c3dd5d5b635,
  "/src/components/CallQuickFilters#CallQuickFilters": CallQuickFilters_40b16f169915e89c0687b7182fd0b50a,
  "/src/components/RereadCalls#RereadCalls": RereadCalls_328332250180d462f3e045cf32d6248d,
  "/src/components/NoCallsYet#NoCallsYet": NoCallsYet_47371ea9b10c78841d2ab72890984e4a,
  "/src/components/TestMark#TestMark": TestMark_deb8c38199ddb76fb2a0bb7546dcd227,
  "/src/components/RereadCall#RereadCall": RereadCall_2a54a7762e56d2dbfe047bed19053775,
  "/src/components/EditedNote/GiveAllBack#GiveAllBack": GiveAllBack_6070f2c37096a1ed45674f7451941541,
  "/src/components/CallPage#CallPage": CallPage_cd5602ab4ab01c33beb92c6da97da4e6,
  "/src/components/CallPage#CallForm": CallForm_cd5602ab4ab01c33beb92c6da97da4e6,
  "/src/components/DeliveryProblem#DeliveryProblem": DeliveryProblem_b6813d3510b8b5dffaaf7cd69a0fbdb0,
  "/src/components/DeliveryStateCell#DeliveryStateCell": DeliveryStateCell_ff5fac67eccedce594ad39c275f90f17,
  "/src/components/DeliveryQuickFilters#DeliveryQuickFilters": DeliveryQuickFilters_e151a2f71163398c5ecea1a1a071939d,
  "/src/components/ReplayDeliveries#ReplayDeliveries": ReplayDeliveries_3e043a1f7cb50940006763038ce285e5,
  "/src/components/MarkSeen#MarkSeen": MarkSeen_e4e30d51842355f757be70e01a11850e,
  "/src/components/ReplayDelivery#ReplayDelivery": ReplayDelivery_f81b1b45c9aeadfec3790f3bf3bca77a,
  "/src/components/NotificationStateCell#NotificationStateCell": NotificationStateCell_bed40505b26db683ad1f6f20e5cf0bd0,
  "/src/components/NotificationQuickFilters#NotificationQuickFilters": NotificationQuickFilters_5761f7d72f6fdcda4ce02a9543b7a2c9,
  "/src/components/RetryNotifications#RetryNotifications": RetryNotifications_27bb825ee9646c6a053e3b0add6e69ea,
  "/src/components/RetryNotification#RetryNotification": RetryNotification_8d121b1d7ca9fd4fa3a19ac3d7f5cf50,
  "/src/components/PermissionTable#PermissionTable": PermissionTable_ccc7f6bb753f48bc129c9c963017ea97,
  "/src/components/BrandAccent#BrandAccent": BrandAccent_8ec757bb3a15baf81e4e0eb0bedaef59,
  "/src/components/BrandLogos#BrandLogos": BrandLogos_4ea16fd7b403279d77ef328c243335f6,
  "/src/components/VapiAccount#KeyInput": KeyInput_79e3c750930d0be6ef6ad3a14f55de0a,
  "/src/components/VapiAccount#AccountState": AccountState_79e3c750930d0be6ef6ad3a14f55de0a,
  "/src/components/VapiClients#VapiClients": VapiClients_d0257c51c97ea5de60a7671bece24ff0,
  "/src/components/VapiHistory#AccountHistory": AccountHistory_594679bf94d57c9889ff0471489202f0,
  "/src/components/History/WhatCell#WhatCell": WhatCell_efa214189920f4ef99734b3daabac4f9,
  "/src/components/History/EntryField#EntryField": EntryField_f897e7cc862f58ec52b725a91cac23f8,
  "/src/components/History/WhoCell#WhoCell": WhoCell_0c30ece26afe8ff186861cedcdd5c6b0,
  "/src/components/History/Filters#HistoryFilters": HistoryFilters_9a5ff45cb021457e6e6de0de537a092a,
  "/src/components/FieldMapping#DeskFieldMapping": DeskFieldMapping_b7f00aa106538ec4c72168fcc862b77f,
  "/src/components/DeskIcon#DeskIcon": DeskIcon_b81a65a1fe4bb26afde733986a194eba,
  "/src/components/DeskLogo#DeskLogo": DeskLogo_2e89831c17d43f8b5950cd8f82d63b4a,
  "/src/components/MailNotice/OnDashboard#MailNoticeOnDashboard": MailNoticeOnDashboard_7d62efd7fd684fb26c8e7eeb3bcc6f40,
  "/src/components/ProxyNotice#ProxyNotice": ProxyNotice_56073fa7389819db4bc230ed125b0667,
  "/src/components/Accessibility#Accessibility": Accessibility_179b3eb56f9df79e8b19678057b2d09b,
  "/src/components/FirstUser#FirstUser": FirstUser_669599afbf4ef051b14529428a8912c8,
  "/src/components/ImportData#ImportData": ImportData_c10e781b4d54d8038881b04c592e97aa,
  "/src/components/NoAdmin#NoAdmin": NoAdmin_09e4314db8fd94ee57685024d0610dc8,
  "/src/components/Dashboard#FirstStepsWidget": FirstStepsWidget_e1aaac9d73a3992d50b4a18beefc4f4e,
  "/src/components/Dashboard#FeedbackWidget": FeedbackWidget_e1aaac9d73a3992d50b4a18beefc4f4e,
  "/src/components/Dashboard#QuietWidget": QuietWidget_e1aaac9d73a3992d50b4a18beefc4f4e,
  "/src/components/Dashboard#ProblemsWidget": ProblemsWidget_e1aaac9d73a3992d50b4a18beefc4f4e,
  "/src/components/Dashboard#SetupWidget": SetupWidget_e1aaac9d73a3992d50b4a18beefc4f4e,
  "/src/components/Dashboard#CallsWidget": CallsWidget_e1aaac9d73a3992d50b4a18beefc4f4e,
  "/src/components/Dashboard#OutcomesWidget": OutcomesWidget_e1aaac9d73a3992d50b4a18beefc4f4e,
  "/src/components/Dashboard#HoursWidget": HoursWidget_e1aaac9d73a3992d50b4a18beefc4f4e,
  "/src/components/Dashboard#HealthWidget": HealthWidget_e1aaac9d73a3992d50b4a18beefc4f4e,
  "/src/components/Dashboard#DriftWidget": DriftWidget_e1aaac9d73a3992d50b4a18beefc4f4e,
  "/src/components/Dashboard#CompletenessWidget": CompletenessWidget_e1aaac9d73a3992d50b4a18beefc4f4e,
  "@payloadcms/next/rsc#CollectionCards": CollectionCards_f9c02e79a4aed9a3924487c0cd4cafb1
}
