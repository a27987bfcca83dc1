import os

AUTH_USER_MODEL = 'users.User'
DATABASES = {
    'default': {'ENGINE': 'django.db.backends.sqlite3', 'NAME': os.environ['AGENCY_DATABASE']}
}
DEFAULT_AUTO_FIELD = 'django.db.models.BigAutoField'
INSTALLED_APPS = ['django.contrib.auth', 'django.contrib.contenttypes', 'users', 'calls']
SECRET_KEY = 'for tests only'
USE_TZ = True
