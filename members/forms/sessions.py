"""Which of one's browsers is to be signed out."""

from django import forms


class SessionForm(forms.Form):
    session = forms.CharField(max_length=20)
