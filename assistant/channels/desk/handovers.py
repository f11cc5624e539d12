"""Ways to a ticket from outside the desk: a person of the web asks for a person, a program passes a question on."""

from __future__ import annotations

import math
from typing import Annotated

from anyio import to_thread
from fastapi import APIRouter, Header, Request

from assistant.channels.desk.addresses import address_of
from assistant.channels.desk.context import DeskContext, DeskDep
from assistant.channels.desk.ticket_schemas import HandOverRequest, NumberOut, ProgramTicketRequest
from assistant.channels.web.context import JsonOnly, WebDep
from assistant.channels.web.promises import problems_of
from assistant.desk.opening import NewTicket
from assistant.domain import WEB_CHANNEL, Asker, KeyScope, Ticket, TicketSource
from assistant.errors import NotFound, TooManyRequests
from assistant.language.normalise import in_own_words
from assistant.service import Assistant

PER_MINUTE_OF_ADDRESS, PER_MINUTE_OF_CONVERSATION = 20, 5

router = APIRouter(prefix="/api/v1", tags=["转人工"])


@router.post(
    "/handovers",
    summary="请工作人员答复",
    status_code=202,
    dependencies=[JsonOnly],
    responses=problems_of(400, 404, 413, 415, 422, 429, 503),
)
def hand_over(wanted: HandOverRequest, request: Request, desk: DeskDep, web: WebDep) -> NumberOut:
    """对一个回答不满意时写 `answer_id` 和它的 `conversation_id`，没有提问过时写 `question`。

    同一个回答再提交，仍是同一张工单。写了 `conversation_id` 的，答复出现在那段对话里；`reach` 是愿意留下的电话或邮箱。
    """
    _count(desk, f"from {address_of(request)}", PER_MINUTE_OF_ADDRESS)
    asked = _asked(wanted, desk, web.assistant)
    if asked.asker.conversation_id is not None:
        _count(desk, f"in {asked.asker.conversation_id}", PER_MINUTE_OF_CONVERSATION)
    return NumberOut(number=desk.opening.open(asked).number)


@router.post(
    "/tickets",
    summary="由其他程序开工单",
    status_code=202,
    dependencies=[JsonOnly],
    responses=problems_of(400, 401, 403, 413, 415, 422, 429, 503),
)
async def open_ticket(
    wanted: ProgramTicketRequest, desk: DeskDep, authorization: Annotated[str, Header(max_length=500)] = ""
) -> NumberOut:
    """请求头 Authorization: Bearer 密钥，密钥的范围要有 desk（assistant key add 名称 --scope desk）。"""

    def opened() -> Ticket:
        key = desk.keys.admit(authorization, KeyScope.DESK)
        desk.keys.count(key)
        asker = Asker(reach=wanted.reach)
        return desk.opening.open(NewTicket(wanted.question, TicketSource.PROGRAM, asker, tags=wanted.tags))

    return NumberOut(number=(await to_thread.run_sync(opened)).number)


def _asked(wanted: HandOverRequest, desk: DeskContext, assistant: Assistant) -> NewTicket:
    """Whose an answer or a conversation is, is told by the id of the conversation, which nobody else knows."""
    question, asker = wanted.question, Asker(WEB_CHANNEL)
    if wanted.answer_id is not None:
        answer = assistant.recorded_answer(wanted.answer_id)
        if answer.conversation_id != wanted.conversation_id:
            raise NotFound(f"没有编号为 {wanted.answer_id} 的回答，请核对编号。")
        question = in_own_words(answer.question, answer.standalone)
    if wanted.conversation_id is not None:
        found = desk.answer_record.asker(wanted.conversation_id)
        if found is None:
            raise NotFound("没有这段对话，可能已经删除。")
        asker = found
    asker = Asker(asker.channel, asker.account, asker.user_id, asker.conversation_id, wanted.reach)
    return NewTicket(question, TicketSource.HAND_OVER, asker, wanted.answer_id)


def _count(desk: DeskContext, who: str, most: int) -> None:
    if not desk.tries.take(who, most):
        wait = max(1, math.ceil(desk.tries.seconds_left(who, most)))
        raise TooManyRequests(f"提交得太频繁，请 {wait} 秒后再试。", wait)
