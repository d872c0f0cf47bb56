from django.urls import path

from contacts import views

app_name = "contacts"

urlpatterns = [path("", views.coordinator_list, name="coordinator_list")]
