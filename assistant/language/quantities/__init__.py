"""Amounts, counts, ratios, dates, periods and ordinals of Chinese text, with their limit words."""

from assistant.language.quantities.document_numbers import DocumentNumber, find_document_numbers
from assistant.language.quantities.finding import find_quantities
from assistant.language.quantities.model import Limit, Quantity, QuantityKind, agree
from assistant.language.quantities.wording import format_money, format_quantity

__all__ = [
    "DocumentNumber",
    "Limit",
    "Quantity",
    "QuantityKind",
    "agree",
    "find_document_numbers",
    "find_quantities",
    "format_money",
    "format_quantity",
]
