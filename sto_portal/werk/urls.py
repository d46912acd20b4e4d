from django.urls import path

from sto_portal.werk.views import WerkDetail, WerkProgress, WerkRetry

app_name = "werk"

urlpatterns = [
    path("<int:pk>/", WerkDetail.as_view(), name="detail"),
    path("<int:pk>/voortgang/", WerkProgress.as_view(), name="progress"),
    path("<int:pk>/opnieuw/", WerkRetry.as_view(), name="retry"),
]
