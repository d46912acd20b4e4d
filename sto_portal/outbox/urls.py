from django.urls import path

from sto_portal.outbox import views

urlpatterns = [
    path("berichten/", views.BerichtList.as_view(), name="bericht-list"),
    path("berichten/<int:pk>/", views.BerichtDetail.as_view(), name="bericht-detail"),
    path("berichten/<int:pk>/opnieuw/", views.BerichtResend.as_view(), name="bericht-resend"),
]
