from django.urls import path

from sto_portal.gezondheid import views

urlpatterns = [
    path("", views.alive, name="health"),
    path("gereed/", views.ready, name="health-ready"),
]
