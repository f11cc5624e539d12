/** Names for the shapes of the public API that the app uses; spans count code points, not UTF-16 units. */
import type { components } from "../../generated/api";

type Schemas = components["schemas"];

export type Span = [number, number];
export type Problem = Schemas["Problem"];
export type Answer = Schemas["AnswerOut"];
export type RecordedAnswer = Schemas["RecordedAnswer"];
export type Citation = Schemas["CitationOut"];
export type Sentence = Schemas["SentenceOut"];
export type Source = Schemas["SourceOut"];
export type ApplicationWindow = Schemas["WindowOut"];
export type Step = Schemas["StepOut"];
export type ClauseInContext = Schemas["ClauseInContext"];
export type DocumentSummary = Schemas["DocumentOut"];
export type DocumentWithText = Schemas["DocumentWithText"];
export type Clause = Schemas["ClauseOut"];
export type Line = Schemas["LineOut"];
export type Beside = Schemas["Beside"];
export type BesideClause = Beside["pairs"][number]["beside"][number];
export type Version = Schemas["VersionOut"];
export type ConversationOfServer = Schemas["Conversation"];
export type Rating = Schemas["FeedbackRequest"]["rating"];
export type Eligibility = Schemas["EligibilityOut"];
export type Verdict = Schemas["VerdictOut"];
export type Finding = Schemas["FindingOut"];
export type Estimate = Schemas["EstimateOut"];
export type Note = Schemas["NoteOut"];
export type Relation = Schemas["RelationOut"];
export type Fact = Schemas["FactOut"];
export type FactKind = Schemas["FactKindOut"];
export type FactProblem = Eligibility["problems"][number];
export type StaffReply = Schemas["ReplyOut"];
export type Programme = Schemas["ProgrammeOut"];

/** What an answer rests on, told before a model has worded it. */
export interface Quotes {
  sentences: Sentence[];
  citations: Citation[];
}
