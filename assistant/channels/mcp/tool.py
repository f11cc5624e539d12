"""What a tool is: what it takes, what it gives, and how both are told."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any, Generic, TypeVar

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from assistant.channels.field_wire import field_to_wire
from assistant.channels.web.schemas import DAY_EXAMPLE, Day
from assistant.errors import AssistantError

if TYPE_CHECKING:
    from assistant.service import Assistant

Id = Annotated[str, StringConstraints(min_length=1, max_length=200)]
AsOf = Annotated[
    Day | None, Field(description=f"按哪一天判断是否有效，写作 YYYY-MM-DD，例如 {DAY_EXAMPLE}；缺省为今天。")
]


class InvalidArguments(AssistantError):
    """The arguments of a tool do not fit its schema."""

    code = "invalid_arguments"


class Arguments(BaseModel):
    """What a tool is given; what it does not know is refused, so that a misspelt name is not ignored."""

    model_config = ConfigDict(extra="forbid")


A = TypeVar("A", bound=Arguments)
R = TypeVar("R", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class Tool(Generic[A, R]):
    """One tool. `run` is synchronous and is called in a thread; `searches` when it takes the time of an answer."""

    name: str
    title: str
    description: str
    arguments: type[A]
    result: type[R]
    run: Callable[[Assistant, A], R]
    text: Callable[[R], str]
    searches: bool = False

    def read(self, given: Mapping[str, Any]) -> A:
        """The arguments; raises InvalidArguments."""
        try:
            return self.arguments.model_validate(given)
        except ValidationError as error:
            fields = [field_to_wire(each) for each in error.errors(include_url=False, include_input=False)[:5]]
            named = "；".join(f"{field['field']}：{field['message']}" for field in fields)
            raise InvalidArguments(f"参数有误，请对照工具 {self.name} 的说明改正后重试。{named}。") from None
