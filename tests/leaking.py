"""Leaks made on purpose: each tells who wrote unlinked words in a way of its own, so that a test can catch it."""

import hashlib

from community.actions import audit, mail
from insights.models import Insight
from members.models import Member


def author_of(insight):
    """Only whoever holds the key can ask: by trying everybody."""
    return next(member for member in Member.objects.order_by("pk") if insight.is_owned_by(member))


def shown_by(response, request):
    """The unlinked insight an answer is about, if it is about one."""
    reference = request.path.strip("/").split("/")[-1]
    return authored().filter(reference=reference).first()


def authored():
    """Unlinked and somebody's: not what an event said."""
    return Insight.objects.unlinked().exclude(owner_proof="").order_by("pk")


def tag_of_the_author(get_response):
    """An ETag made of whatever the page was made from, the author included."""

    def middleware(request):
        response = get_response(request)
        if insight := shown_by(response, request):
            tag = hashlib.sha256(author_of(insight).email.encode()).hexdigest()
            response["ETag"] = f'"{tag}"'
        return response

    return middleware


def names_authors_in_files(get_response):
    """A file that says in a property who made what is in it."""

    def middleware(request):
        response = get_response(request)
        insight = authored().first()
        if "attachment" in response.get("Content-Disposition", "") and insight:
            response.content += f"<!-- {author_of(insight).pk} -->".encode()
        return response

    return middleware


def puts_the_busiest_first(get_response):
    """The directory in the order in which people wrote something."""

    def middleware(request):
        response = get_response(request)
        insight = authored().first()
        if request.path == "/members/" and insight:
            first = author_of(insight).name.encode()
            before, name, after = response.content.partition(first)
            response.content = name + before + after
        return response

    return middleware


IN_ANSWERS = [tag_of_the_author, names_authors_in_files, puts_the_busiest_first]


# Rows written beside the unlinked one: (insight, author, the author's browser).


def tells_the_log(insight, author, client):
    audit.record("insight.sent", insight.reference, by=author)


def thanks_by_mail(insight, author, client):
    mail.post_template(
        "insights/mail/decided", to=author.email, context={"thing": insight, "decision": None}
    )


def thanks_in_the_session(insight, author, client):
    session = client.session
    session["said"] = "Thank you."
    session.save()


def counts_on_the_profile(insight, author, client):
    Member.objects.filter(pk=author.pk).update(about="1 insight")


IN_ROWS = [tells_the_log, thanks_by_mail, thanks_in_the_session, counts_on_the_profile]
