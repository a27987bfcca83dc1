import * as migration_20261122_120000_initial from './20261122_120000_initial';
import * as migration_20261122_141000_needed_indexes from './20261122_141000_needed_indexes';
import * as migration_20261122_142000_retired_tokens from './20261122_142000_retired_tokens';
import * as migration_20261122_143000_sender from './20261122_143000_sender';
import * as migration_20261122_144000_flood from './20261122_144000_flood';
import * as migration_20261122_145000_packed_bodies from './20261122_145000_packed_bodies';
import * as migration_20261122_150000_reads from './20261122_150000_reads';
import * as migration_20261122_151000_search from './20261122_151000_search';
import * as migration_20261122_152000_api_keys from './20261122_152000_api_keys';
import * as migration_20261122_153000_export from './20261122_153000_export';
import * as migration_20261122_155000_retired_token_text from './20261122_155000_retired_token_text';
import * as migration_20261122_155500_search_week from './20261122_155500_search_week';
import * as migration_20261122_160000_notifications from './20261122_160000_notifications';
import * as migration_20261122_160500_notification_lanes from './20261122_160500_notification_lanes';
import * as migration_20261122_162000_audit_log from './20261122_162000_audit_log';
import * as migration_20261122_163000_setup_status_since from './20261122_163000_setup_status_since';
import * as migration_20261122_163100_figures from './20261122_163100_figures';
import * as migration_20261122_164000_test_calls from './20261122_164000_test_calls';
import * as migration_20261128_092352_edits from './20261128_092352_edits';
import * as migration_20261128_092400_rereads from './20261128_092400_rereads';
import * as migration_20261128_100000_password_links from './20261128_100000_password_links';
import * as migration_20261128_101000_client_labels from './20261128_101000_client_labels';
import * as migration_20261128_103902_customer_phone_source from './20261128_103902_customer_phone_source';
import * as migration_20261128_125913_client_dates from './20261128_125913_client_dates';
import * as migration_20261129_003635_delivery_seen from './20261129_003635_delivery_seen';
import * as migration_20261129_035901_desk from './20261129_035901_desk';
import * as migration_20261129_112320_portal from './20261129_112320_portal';
import * as migration_20261129_120000_sign_in_requests from './20261129_120000_sign_in_requests';
import * as migration_20261129_121000_calls_without_start from './20261129_121000_calls_without_start';
import * as migration_20261129_121500_brand_logos from './20261129_121500_brand_logos';
import * as migration_20261129_145923_field_mapping from './20261129_145923_field_mapping';
import * as migration_20261129_150500_reprojections from './20261129_150500_reprojections';
import * as migration_20261129_150800_import_turns from './20261129_150800_import_turns';
import * as migration_20261129_184059_vapi_accounts from './20261129_184059_vapi_accounts';
import * as migration_20261129_200000_vapi_turns from './20261129_200000_vapi_turns';
import * as migration_20261129_203000_vapi_histories from './20261129_203000_vapi_histories';
import * as migration_20261129_205000_recordings from './20261129_205000_recordings';
import * as migration_20261129_206000_completeness from './20261129_206000_completeness';
import * as migration_20261129_207500_deletions_by_call from './20261129_207500_deletions_by_call';
import * as migration_20261129_208000_vapi_late from './20261129_208000_vapi_late';
import * as migration_20261129_201000_vapi_walks from './20261129_201000_vapi_walks';
import * as migration_20261129_202000_vapi_setups from './20261129_202000_vapi_setups';
import * as migration_20261129_204000_recording_copies from './20261129_204000_recording_copies';

export const migrations = [
  {
    up: migration_20261122_120000_initial.up,
    down: migration_20261122_120000_initial.down,
    name: '20261122_120000_initial',
  },
  {
    up: migration_20261122_141000_needed_indexes.up,
    down: migration_20261122_141000_needed_indexes.down,
    name: '20261122_141000_needed_indexes',
  },
  {
    up: migration_20261122_142000_retired_tokens.up,
    down: migration_20261122_142000_retired_tokens.down,
    name: '20261122_142000_retired_tokens',
  },
  {
    up: migration_20261122_143000_sender.up,
    down: migration_20261122_143000_sender.down,
    name: '20261122_143000_sender',
  },
  {
    up: migration_20261122_144000_flood.up,
    down: migration_20261122_144000_flood.down,
    name: '20261122_144000_flood',
  },
  {
    up: migration_20261122_145000_packed_bodies.up,
    down: migration_20261122_145000_packed_bodies.down,
    name: '20261122_145000_packed_bodies',
  },
  {
    up: migration_20261122_150000_reads.up,
    down: migration_20261122_150000_reads.down,
    name: '20261122_150000_reads',
  },
  {
    up: migration_20261122_151000_search.up,
    down: migration_20261122_151000_search.down,
    name: '20261122_151000_search',
  },
  {
    up: migration_20261122_152000_api_keys.up,
    down: migration_20261122_152000_api_keys.down,
    name: '20261122_152000_api_keys',
  },
  {
    up: migration_20261122_153000_export.up,
    down: migration_20261122_153000_export.down,
    name: '20261122_153000_export',
  },
  {
    up: migration_20261122_155000_retired_token_text.up,
    down: migration_20261122_155000_retired_token_text.down,
    name: '20261122_155000_retired_token_text',
  },
  {
    up: migration_20261122_155500_search_week.up,
    down: migration_20261122_155500_search_week.down,
    name: '20261122_155500_search_week',
  },
  {
    up: migration_20261122_160000_notifications.up,
    down: migration_20261122_160000_notifications.down,
    name: '20261122_160000_notifications',
  },
  {
    up: migration_20261122_160500_notification_lanes.up,
    down: migration_20261122_160500_notification_lanes.down,
    name: '20261122_160500_notification_lanes',
  },
  {
    up: migration_20261122_162000_audit_log.up,
    down: migration_20261122_162000_audit_log.down,
    name: '20261122_162000_audit_log',
  },
  {
    up: migration_20261122_163000_setup_status_since.up,
    down: migration_20261122_163000_setup_status_since.down,
    name: '20261122_163000_setup_status_since',
  },
  {
    up: migration_20261122_163100_figures.up,
    down: migration_20261122_163100_figures.down,
    name: '20261122_163100_figures',
  },
  {
    up: migration_20261122_164000_test_calls.up,
    down: migration_20261122_164000_test_calls.down,
    name: '20261122_164000_test_calls',
  },
  {
    up: migration_20261128_092352_edits.up,
    down: migration_20261128_092352_edits.down,
    name: '20261128_092352_edits',
  },
  {
    up: migration_20261128_092400_rereads.up,
    down: migration_20261128_092400_rereads.down,
    name: '20261128_092400_rereads',
  },
  {
    up: migration_20261128_100000_password_links.up,
    down: migration_20261128_100000_password_links.down,
    name: '20261128_100000_password_links',
  },
  {
    up: migration_20261128_101000_client_labels.up,
    down: migration_20261128_101000_client_labels.down,
    name: '20261128_101000_client_labels',
  },
  {
    up: migration_20261128_103902_customer_phone_source.up,
    down: migration_20261128_103902_customer_phone_source.down,
    name: '20261128_103902_customer_phone_source',
  },
  {
    up: migration_20261128_125913_client_dates.up,
    down: migration_20261128_125913_client_dates.down,
    name: '20261128_125913_client_dates',
  },
  {
    up: migration_20261129_003635_delivery_seen.up,
    down: migration_20261129_003635_delivery_seen.down,
    name: '20261129_003635_delivery_seen',
  },
  {
    up: migration_20261129_035901_desk.up,
    down: migration_20261129_035901_desk.down,
    name: '20261129_035901_desk',
  },
  {
    up: migration_20261129_112320_portal.up,
    down: migration_20261129_112320_portal.down,
    name: '20261129_112320_portal',
  },
  {
    up: migration_20261129_120000_sign_in_requests.up,
    down: migration_20261129_120000_sign_in_requests.down,
    name: '20261129_120000_sign_in_requests',
  },
  {
    up: migration_20261129_121000_calls_without_start.up,
    down: migration_20261129_121000_calls_without_start.down,
    name: '20261129_121000_calls_without_start',
  },
  {
    up: migration_20261129_121500_brand_logos.up,
    down: migration_20261129_121500_brand_logos.down,
    name: '20261129_121500_brand_logos',
  },
  {
    up: migration_20261129_145923_field_mapping.up,
    down: migration_20261129_145923_field_mapping.down,
    name: '20261129_145923_field_mapping',
  },
  {
    up: migration_20261129_150500_reprojections.up,
    down: migration_20261129_150500_reprojections.down,
    name: '20261129_150500_reprojections',
  },
  {
    up: migration_20261129_150800_import_turns.up,
    down: migration_20261129_150800_import_turns.down,
    name: '20261129_150800_import_turns',
  },
  {
    up: migration_20261129_184059_vapi_accounts.up,
    down: migration_20261129_184059_vapi_accounts.down,
    name: '20261129_184059_vapi_accounts',
  },
  {
    up: migration_20261129_200000_vapi_turns.up,
    down: migration_20261129_200000_vapi_turns.down,
    name: '20261129_200000_vapi_turns',
  },
  {
    up: migration_20261129_201000_vapi_walks.up,
    down: migration_20261129_201000_vapi_walks.down,
    name: '20261129_201000_vapi_walks',
  },
  {
    up: migration_20261129_202000_vapi_setups.up,
    down: migration_20261129_202000_vapi_setups.down,
    name: '20261129_202000_vapi_setups',
  },
  {
    up: migration_20261129_203000_vapi_histories.up,
    down: migration_20261129_203000_vapi_histories.down,
    name: '20261129_203000_vapi_histories',
  },
  {
    up: migration_20261129_204000_recording_copies.up,
    down: migration_20261129_204000_recording_copies.down,
    name: '20261129_204000_recording_copies',
  },
  {
    up: migration_20261129_205000_recordings.up,
    down: migration_20261129_205000_recordings.down,
    name: '20261129_205000_recordings',
  },
  {
    up: migration_20261129_206000_completeness.up,
    down: migration_20261129_206000_completeness.down,
    name: '20261129_206000_completeness',
  },
  {
    up: migration_20261129_207500_deletions_by_call.up,
    down: migration_20261129_207500_deletions_by_call.down,
    name: '20261129_207500_deletions_by_call',
  },
  {
    up: migration_20261129_208000_vapi_late.up,
    down: migration_20261129_208000_vapi_late.down,
    name: '20261129_208000_vapi_late',
  },
];
