"""Every address of the service."""

from django.conf import settings
from django.contrib import admin
from django.urls import URLPattern, URLResolver, include, path, re_path
from drf_spectacular.views import SpectacularJSONAPIView

from app.front_end.views import FrontEndConfigView
from app.health.views import LiveView, ReadyView
from app.http.problem_replies import unknown_address
from app.observability.metrics import metrics

urlpatterns: list[URLPattern | URLResolver] = [
    path("health/live", LiveView.as_view()),
    path("health/ready", ReadyView.as_view()),
    path("metrics", metrics),
    path("openapi.json", SpectacularJSONAPIView.as_view()),
    path("v1/config", FrontEndConfigView.as_view()),
    path("v1/notes", include("app.notes.urls")),
]
if settings.CONFIG.server.admin:
    urlpatterns.append(path("admin/", admin.site.urls))
urlpatterns.append(re_path("", unknown_address))

handler400 = "app.http.problem_replies.bad_request"
handler403 = "app.http.problem_replies.forbidden"
handler404 = "app.http.problem_replies.not_found"
handler500 = "app.http.problem_replies.server_error"
