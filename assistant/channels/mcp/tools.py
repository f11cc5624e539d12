"""All tools, in the order in which they are listed."""

from __future__ import annotations

from typing import Any

from assistant.channels.mcp import ask, clauses, documents, eligibility, programmes
from assistant.channels.mcp.tool import Tool

TOOLS: tuple[Tool[Any, Any], ...] = (ask.TOOL, clauses.TOOL, documents.TOOL, eligibility.TOOL, programmes.TOOL)

INSTRUCTIONS = (
    "政策问答助手：回答产业扶持政策的问题，每一句都有原文出处，数字、日期、限定语和文号都与所引条款核对过，并说明在哪一天是否有效。"
    "凡是政策的内容都用这里的工具查，不要凭记忆补充；资料里没有写明的，照实说没有写明。"
    "一般的问题用 ask_policy；够不够条件、能拿多少用 judge_eligibility；有哪些事项、何时截止用 list_programmes；"
    "找原文用 search_clauses，读原文用 read_document。"
    "转述时保留数字、日期和“不超过”“以上”等限定语，附上文件、文号和条款；已失效、已截止的要说明。"
)
