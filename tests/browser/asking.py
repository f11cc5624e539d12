"""What a person does on the page, in words of the tests."""

from __future__ import annotations

import re

from playwright.sync_api import Locator, Page

ASKED = "2024年推动多少家企业技改？"

# Whether the device keeps a conversation with this question; never makes the store itself.
KEPT = """(question) => new Promise((resolve) => {
    const opening = indexedDB.open("policy-assistant");
    opening.onupgradeneeded = () => opening.transaction.abort();
    opening.onerror = () => resolve(false);
    opening.onsuccess = () => {
        const reading = opening.result.transaction("conversations").objectStore("conversations").getAll();
        reading.onsuccess = () => {
            opening.result.close();
            resolve(reading.result.some((conversation) => conversation.exchanges?.some(
                (exchange) => exchange.question === question && (WHAT))));
        };
    };
})"""


def ask(page: Page, question: str = ASKED) -> None:
    page.get_by_label("您的问题").fill(question)
    page.get_by_role("button", name="提问", exact=True).click()


def wait_until_kept(page: Page, question: str = ASKED, what: str = "exchange.answer") -> None:
    """Before a page is left: what it shows, the browser keeps a moment later, and much later on a busy machine."""
    page.wait_for_function(KEPT.replace("WHAT", what), arg=question)


def chip(page: Page, number: int = 1) -> Locator:
    return page.get_by_role("button", name=re.compile(f"^出处 {number}："))


def opened_clause(page: Page) -> Locator:
    """The cited clause: beside the chat where there is room, else in a window over it."""
    return page.locator(".panel, .window.end")


def fits(page: Page) -> bool:
    """Whether nothing makes the page scroll sideways."""
    return bool(page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))
