from django.urls import path

from sto_portal.werk.views import WerkDetail, WerkList, WerkProgress, WerkRetry, WerkRetryAll, WerkState

app_name = "werk"

urlpatterns = [
    path("", WerkList.as_view(), name="list"),
    path("stand/", WerkState.as_view(), name="state"),
    path("opnieuw/", WerkRetryAll.as_view(), name="retry-all"),
    path("<int:pk>/", WerkDetail.as_view(), name="detail"),
    path("<int:pk>/voortgang/", WerkProgress.as_view(), name="progress"),
    path("<int:pk>/opnieuw/", WerkRetry.as_view(), name="retry"),
]
