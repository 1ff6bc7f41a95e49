"""The floor: what a plain Django view costs on the same rows. One query, a 20-row template, nothing else.

Run as `gunicorn tests.bench.floor:application`. Not part of the product.
"""

import uuid

from django.conf import settings

from community import settings as site

settings.configure(
    SECRET_KEY="floor" * 12,
    ALLOWED_HOSTS=["127.0.0.1"],
    DATABASES=site.DATABASES,
    DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
    ROOT_URLCONF=__name__,
    USE_TZ=True,
    VAR_DIR=site.VAR_DIR,
    MIDDLEWARE=["django.middleware.common.CommonMiddleware"],
    TEMPLATES=[{"BACKEND": "django.template.backends.django.DjangoTemplates"}],
)

import django  # noqa: E402 - settings first

django.setup()

from django import forms  # noqa: E402
from django.contrib.postgres.search import SearchQuery, SearchRank, SearchVectorField  # noqa: E402
from django.core.handlers.wsgi import WSGIHandler  # noqa: E402
from django.db import models  # noqa: E402
from django.db.models import F  # noqa: E402
from django.http import HttpResponse, HttpResponseRedirect  # noqa: E402
from django.template import engines  # noqa: E402
from django.urls import path  # noqa: E402


class Row(models.Model):
    """The insights table as a stranger would map it."""

    id = models.UUIDField(primary_key=True)
    reference = models.CharField(max_length=8)
    kind = models.CharField(max_length=12)
    title = models.CharField(max_length=140)
    body = models.TextField()
    state = models.CharField(max_length=10)
    audience = models.CharField(max_length=13)
    byline_sector = models.CharField(max_length=20)
    published_on = models.DateField()
    search = SearchVectorField()

    class Meta:
        app_label = "floor"
        managed = False
        db_table = "insights_insight"


class Said(models.Model):
    """The comments table, the same way."""

    id = models.UUIDField(primary_key=True)
    insight = models.ForeignKey(Row, models.CASCADE, related_name="comments")
    body = models.TextField()
    byline_name = models.CharField(max_length=80)
    published_on = models.DateField()

    class Meta:
        app_label = "floor"
        managed = False
        db_table = "insights_comment"
        ordering = ["published_on", "id"]


class Post(models.Model):
    """A table without triggers to write to."""

    id = models.BigAutoField(primary_key=True)
    to = models.CharField(max_length=254)
    subject = models.CharField(max_length=200)
    body = models.TextField()
    message_id = models.CharField(max_length=200)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        app_label = "floor"
        managed = False
        db_table = "community_outboxmessage"


HEAD = (
    "<!DOCTYPE html><html lang=en><head><meta charset=utf-8><title>{{ title }}</title></head><body>"
    "<header><a href='/'>Floor</a> <nav><a href='/a'>One</a> <a href='/b'>Two</a></nav></header><main>"
)
LIST = engines["django"].from_string(
    HEAD
    + "<h1>{{ title }}</h1><ul>{% for row in rows %}<li><h2><a href='/insights/{{ row.reference }}/'>"
    "{{ row.title }}</a></h2><p>{{ row.kind }} · {{ row.byline_sector }} · {{ row.published_on }}</p>"
    "<p>{{ row.body|truncatechars:480 }}</p></li>{% endfor %}</ul></main></body></html>"
)
ONE = engines["django"].from_string(
    HEAD
    + "<h1>{{ row.title }}</h1><p>{{ row.body|linebreaks }}</p>{% for said in row.comments.all %}"
    "<article><p>{{ said.byline_name }} · {{ said.published_on }}</p>{{ said.body|linebreaks }}</article>"
    "{% endfor %}</main></body></html>"
)
SHOWN = Row.objects.filter(state="published", audience="everyone").defer("search")


def answer(rows, title):
    return HttpResponse(LIST.render({"rows": rows, "title": title}))


def newest(request):
    return answer(SHOWN.order_by("-published_on", "id")[:20], "Newest")


def tagged(request, slug):
    ids = "SELECT content_object_id FROM insights_tagging t JOIN insights_tag g ON g.id = t.tag_id WHERE g.slug = %s"
    rows = SHOWN.extra(where=[f"id IN ({ids})"], params=[slug])  # noqa: S610 - measured, not served
    return answer(rows.order_by("-published_on", "id")[:20], slug)


def search(request):
    query = SearchQuery(request.GET["q"], config="english", search_type="websearch")
    rows = SHOWN.filter(search=query)
    ranked = rows.annotate(rank=SearchRank(F("search"), query)).order_by("-rank", "id")[:20]
    return answer(ranked, f"{rows.count()} found")


def one(request, reference):
    row = SHOWN.get(reference=reference)
    return HttpResponse(ONE.render({"row": row, "title": row.title}))


class SaidForm(forms.ModelForm):
    class Meta:
        model = Said
        fields = ("body",)


def post(request):
    """A form, one insert and a redirect."""
    form = SaidForm(request.POST)
    if not form.is_valid():
        return HttpResponse(str(form), status=422)
    said = form.save(commit=False)
    Post.objects.create(to="", subject="", body=said.body, message_id=str(uuid.uuid4()))
    return HttpResponseRedirect("/")


urlpatterns = [
    path("", newest),
    path("insights/", newest),
    path("tags/<slug>/", tagged),
    path("search/", search),
    path("insights/<reference>/", one),
    path("post/", post),
]
application = WSGIHandler()
