"""A small agency on Django, as the original was. Tests make its dump with real Django."""
import os
import sys

if __name__ == '__main__':
    os.environ.setdefault('DJANGO_SETTINGS_MODULE', 'agency.settings')
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)
