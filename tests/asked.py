"""A browser whose member has just shown, by a code, that it is still them."""

import time

from allauth.account.internal.flows import login

AN_HOUR = 3_600


def just_asked(client):
    session = client.session
    moment = time.time() + AN_HOUR  # so that a slow test is not asked again
    record = {"method": "code", "at": moment, "reauthenticated": True}
    session[login.AUTHENTICATION_METHODS_SESSION_KEY] = [record]
    session[login._AUTHENTICATION_METHODS_USER_SESSION_KEY] = session["_auth_user_id"]
    session.save()
    return client
