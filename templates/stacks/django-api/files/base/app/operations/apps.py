from django.apps import AppConfig


class OperationsConfig(AppConfig):
    """Commands for whoever runs the service."""

    name = "app.operations"
    label = "operations"
