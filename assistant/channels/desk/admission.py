"""Who comes in at the desk: the cookie says who it is, a token that no other site knows says that their page asks."""

from __future__ import annotations

import hmac
from typing import Annotated, Protocol

from anyio import to_thread
from fastapi import Depends, Request, params

from assistant.desk.signing_in import SignedIn
from assistant.domain import Permission, User
from assistant.errors import NotAllowed, NotSignedIn

# In full in each router: what metrics and refusals call a route is its own path, without that of a parent.
PREFIX = "/api/v1/desk"
COOKIE = "policy_desk"
TOKEN_HEADER = "x-csrf-token"
_READS = frozenset({"GET", "HEAD"})


class Admission(Protocol):
    """Tells who a secret belongs to."""

    def signed_in(self, secret: str) -> SignedIn:
        """Who signed in with it and still is; raises NotSignedIn."""
        ...


async def signed_in(request: Request) -> SignedIn:
    """Who asks; raises NotSignedIn, or NotAllowed for a change that another site may have made them ask for."""
    admission: Admission = request.app.state.desk.admission
    secret = request.cookies.get(COOKIE, "")
    if not secret:
        raise NotSignedIn("请先登录工作台。")
    found = await to_thread.run_sync(admission.signed_in, secret)
    token = request.headers.get(TOKEN_HEADER, "")
    if request.method not in _READS and not hmac.compare_digest(token.encode(), found.csrf.encode()):
        raise NotAllowed("这个操作要从工作台的页面发出，请刷新页面后重试。")
    return found


def allowed(permission: Permission) -> params.Depends:
    """A dependency that gives the user who asks; raises NotSignedIn or NotAllowed."""

    async def permitted(found: Annotated[SignedIn, Depends(signed_in)]) -> User:
        demand(found.user, permission)
        return found.user

    return params.Depends(permitted)


def demand(user: User, permission: Permission) -> None:
    """Raises NotAllowed for who may not do this."""
    if not user.may(permission):
        raise NotAllowed("您的账号没有这项权限，需要时请找管理员。")


SignedInDep = Annotated[SignedIn, Depends(signed_in)]
Reader = Annotated[User, allowed(Permission.READ_DESK)]
Agent = Annotated[User, allowed(Permission.WORK_TICKETS)]
Reviewer = Annotated[User, allowed(Permission.REVIEW_DRAFTS)]
Editor = Annotated[User, allowed(Permission.EDIT_KNOWLEDGE)]
Manager = Annotated[User, allowed(Permission.MANAGE_STAFF)]
