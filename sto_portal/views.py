from django.contrib.auth.decorators import login_not_required
from django.shortcuts import render


@login_not_required
def home(request):
    return render(request, "pages/home.html")


def navigation(request):
    return {"navigation": [], "site_name": "STO-portaal"}
