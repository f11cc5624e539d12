"""What a period came to, for people who run the desk."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date, timedelta
from typing import Annotated

from fastapi import APIRouter, Query
from starlette.responses import Response

from assistant.channels.desk.admission import PREFIX, Reader
from assistant.channels.desk.context import DeskDep
from assistant.channels.desk.insight_schemas import DayOut, InsightsOut, days_as_csv
from assistant.channels.web.context import WebDep
from assistant.channels.web.promises import problems_of
from assistant.channels.web.schemas import Day, read_day
from assistant.desk.insights import Insights

USUAL_DAYS = 28

_First = Annotated[Day | None, Query(description="从哪一天起，缺省为四周前。")]
_Last = Annotated[Day | None, Query(description="到哪一天止，缺省为今天。")]

router = APIRouter(prefix=PREFIX)


@router.get("/insights", summary="运行情况", responses=problems_of(401, 403, 422, 503))
def show(_: Reader, desk: DeskDep, web: WebDep, first: _First = None, last: _Last = None) -> InsightsOut:
    """提问与回答、没有答出的问题、引用的文件、评价、工作人员的答复、模型用量；一次不超过 366 天。"""
    insights = desk.insights.read(*_period(web.today(), first, last))
    days = [DayOut(day=each.day, asked=each.asked, endings=each.endings) for each in insights.days]
    return InsightsOut.model_validate(asdict(insights) | {"days": days})


@router.get(
    "/insights.csv",
    summary="每天的提问（CSV）",
    response_class=Response,
    responses={200: {"content": {"text/csv": {}}}, **problems_of(401, 403, 422, 503)},
)
def export(_: Reader, desk: DeskDep, web: WebDep, first: _First = None, last: _Last = None) -> Response:
    """每天一行。"""
    insights: Insights = desk.insights.read(*_period(web.today(), first, last))
    name = f"insights-{insights.first}-{insights.last}.csv"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(days_as_csv(insights), media_type="text/csv; charset=utf-8", headers=headers)


def _period(today: date, first: str | None, last: str | None) -> tuple[date, date]:
    end = read_day(last) or today
    return read_day(first) or end - timedelta(days=USUAL_DAYS - 1), end
