# The table of the example resource.

import app.notes.uuid7
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Note',
            fields=[
                ('id', models.UUIDField(default=app.notes.uuid7.uuid7, editable=False, primary_key=True, serialize=False)),
                ('text', models.CharField(max_length=2000)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('word_count', models.PositiveIntegerField(editable=False, null=True)),
            ],
            options={
                'ordering': ('id',),
            },
        ),
    ]
