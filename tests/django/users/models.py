from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.utils import timezone


class UserManager(BaseUserManager):
    pass


class User(AbstractBaseUser, PermissionsMixin):
    USERNAME_FIELD = 'email'
    email = models.EmailField(unique=True)
    name = models.CharField(max_length=150, blank=True)
    business_name = models.CharField(max_length=200, blank=True)
    phone = models.CharField(max_length=40, blank=True)
    business_type = models.CharField(max_length=100, blank=True)
    service_hours = models.TextField(blank=True)
    vapi_webhook_token = models.CharField(max_length=128, blank=True, null=True)
    vapi_assistant_id = models.CharField(max_length=100, blank=True)
    vapi_phone_number = models.CharField(max_length=40, blank=True)
    setup_status = models.CharField(max_length=30, default='not_started')
    admin_notes = models.TextField(blank=True)
    currency = models.CharField(max_length=3, default='USD')
    email_notifications = models.BooleanField(default=True)
    sms_notifications = models.BooleanField(default=False)
    is_active = models.BooleanField(default=True)
    is_staff = models.BooleanField(default=False)
    date_joined = models.DateTimeField(default=timezone.now)

    objects = UserManager()

    def natural_key(self):
        return (self.email,)
