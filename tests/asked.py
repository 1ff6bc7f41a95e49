"""A browser whose member has just shown, by a code, that it is still them."""

import time

from allauth.account.internal.flows import login


def just_asked(client):
    session = client.session
    record = {"method": "code", "at": time.time(), "reauthenticated": True}
    session[login.AUTHENTICATION_METHODS_SESSION_KEY] = [record]
    session[login._AUTHENTICATION_METHODS_USER_SESSION_KEY] = session["_auth_user_id"]
    session.save()
    return client
