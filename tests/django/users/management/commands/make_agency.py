import json
from datetime import datetime, timedelta, timezone

from calls.models import CallSummary
from django.contrib.auth.hashers import PBKDF2PasswordHasher, PBKDF2SHA1PasswordHasher, make_password
from django.contrib.auth.models import Group
from django.core.management.base import BaseCommand
from users.models import User

JOINED = datetime(2023, 5, 1, 8, 30, tzinfo=timezone.utc)
WEEK = {day: {'open': '09:00', 'close': '17:30'} for day in ['monday', 'tuesday', 'wednesday']}

# Hours as agencies write them, and one that nobody can read for certain.
HOURS = [
    'Mon-Fri 9am-5pm, Sat 10:00-14:00, Sun closed',
    json.dumps(WEEK),
    'Mo–Fr 08:30–18:00',
    'By appointment, call first',
    '',
]
NOTES = [
    '<h2>Setup</h2><p>Prefers <strong>e-mail</strong>, <em>not</em> calls.</p><ul><li>Line one</li><li>Line two</li></ul>',
    'Plain notes.\nSecond line, with “quotes” and a \\ backslash.',
    '<p>See <a href="https://example.com/doc">the document</a><script>alert(1)</script></p>',
    '',
]


class Command(BaseCommand):
    help = 'Makes an agency with clients, staff and calls.'

    def add_arguments(self, parser):
        parser.add_argument('--clients', type=int, default=100)
        parser.add_argument('--calls', type=int, default=20)

    def password(self, number):
        password = 'django password %d' % number
        if number < 3:
            return make_password(password)
        if number == 3:
            return PBKDF2SHA1PasswordHasher().encode(password, 'saltofsha1', iterations=2000)
        if number == 4:
            return 'argon2$argon2id$v=19$m=102400,t=2,p=8$c29tZXNhbHQ$aGFzaA'
        if number == 5:
            return make_password(None)
        # Django's own hash, but cheap: a hundred of the usual ones take a while.
        return PBKDF2PasswordHasher().encode(password, 'salt%d' % number, iterations=1000)

    def handle(self, *args, **options):
        staff_group = Group.objects.create(name='Support')
        clients_group = Group.objects.create(name='Salons')
        boss = User.objects.create(email='boss@agency.test', is_staff=True, is_superuser=True,
                                   password=make_password('boss password'), name='Boss')
        helper = User.objects.create(email='helper@agency.test', is_staff=True, name='Helper',
                                     password=make_password('helper password'))
        helper.groups.add(staff_group)
        CallSummary.objects.create(user=boss, call_id='call-of-staff', created_at=JOINED)
        for number in range(options['clients']):
            client = User.objects.create(
                email='Client%d@Agency.test' % number,
                name='Ada %d' % number,
                business_name='Salon Größe %d' % number,
                phone='+1 202 555 %04d' % number if number % 2 == 0 else '030 901820',
                business_type='Salon',
                service_hours=HOURS[number % len(HOURS)],
                vapi_webhook_token='django-token-of-client-%05d' % number if number != 6 else 'short',
                vapi_assistant_id='assistant-%d' % number,
                vapi_phone_number='+12025550146',
                setup_status='live' if number % 2 == 0 else 'waiting_for_godot',
                admin_notes=NOTES[number % len(NOTES)],
                currency='EUR',
                email_notifications=number % 3 != 0,
                is_active=number != 7,
                date_joined=JOINED + timedelta(days=number),
                last_login=JOINED + timedelta(days=number + 100),
                password=self.password(number),
            )
            if number == 8:
                client.groups.add(clients_group)
            calls = []
            for each in range(options['calls']):
                started = datetime(2026, 1, 1, 9, 0, 0, 123456, tzinfo=timezone.utc) + timedelta(hours=each)
                calls.append(CallSummary(
                    user=client,
                    call_id='call-%d-%d' % (number, each) if each % 10 else None,
                    customer_name='Zoë “%d”' % each,
                    customer_phone='+12025550199',
                    started_at=started,
                    ended_at=started + timedelta(minutes=5, seconds=12) if each % 7 else None,
                    duration=timedelta(minutes=5, seconds=12),
                    summary='Wants a haircut 💇 [on] {Tuesday}, "soon" \\ perhaps.',
                    transcript='AI: Hello\nUser: Hi, ' * 20,
                    outcome='gebucht' if each % 2 else 'Callback',
                    service_name='Haircut',
                    price='45.50' if each % 2 else None,
                    currency='',
                    created_at=started + timedelta(minutes=6),
                ))
            CallSummary.objects.bulk_create(calls)
