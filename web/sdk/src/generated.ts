// Made by `parley openapi --format typescript` from the server's declarations. Do not edit.

export type Agent = {
  id: string;
  name: string;
  display_name: string;
  team?: TeamName;
  connected: boolean;
  presence: Presence;
  queues: string[];
  chats: AgentChat[];
};

export type AgentChat = {
  chat: string;
  customer: string;
  since: string;
};

export type AgentList = {
  after?: string;
  limit?: number;
};

export type AgentPage = {
  items: Agent[];
  next?: string;
};

export type AgentSetPresence = {
  agent: string;
  status: string;
  reason?: string;
};

export type AgentSetSkills = {
  agent: string;
  skills: AgentSkill[];
};

export type AgentSignOut = {
  agent: string;
  reason?: string;
};

export type AgentSkill = {
  skill: string;
  level: number;
};

export type AgentSkillItems = {
  items: AgentSkills[];
};

export type AgentSkills = {
  agent: string;
  skills: AgentSkill[];
};

export type AgentStatus = {
  key: string;
  label?: string;
  kind: StatusKind;
  by_agent: boolean;
  by_manager: boolean;
  during_chat: DuringChat;
  reason_required: boolean;
  hides_dashboard: boolean;
  auto_return_s: number;
  reasons: AgentStatusReason[];
};

export type AgentStatusItems = {
  items: AgentStatus[];
};

export type AgentStatusReason = {
  key: string;
  label?: string;
};

export type AgentTimes = {
  agent: string;
  from: string;
  to: string;
};

export type AgentTimesResult = {
  items: TimeInState[];
};

export type Article = {
  id: string;
  category?: string;
  texts: ArticleText[];
};

export type ArticleComplaint = {
  language: Language;
  version: number;
  reason: UnhelpfulReason;
  text: string;
  at: string;
};

export type ArticleCreate = {
  category?: string;
  text: ArticleWriting;
  request_id?: string;
};

export type ArticleHit = {
  article: string;
  language: Language;
  title: string;
  summary: string;
  url: string;
};

export type ArticleHits = {
  items: ArticleHit[];
  exact: boolean;
};

export type ArticleLine = {
  language: Language;
  version: number;
  published: boolean;
  title: string;
  summary: string;
  at: string;
  helpful: number;
  unhelpful: number;
};

export type ArticleList = {
  limit?: number;
  after?: string;
};

export type ArticleListed = {
  id: string;
  category?: string;
  texts: ArticleLine[];
};

export type ArticleNamed = {
  article: string;
};

export type ArticlePage = {
  items: ArticleListed[];
  next?: string;
};

export type ArticleResult = {
  article: Article;
};

export type ArticleSearch = {
  query: string;
  language: Language;
  limit?: number;
};

export type ArticleText = {
  language: Language;
  version: number;
  published: boolean;
  title: string;
  summary: string;
  sections: SectionText[];
  at: string;
  by: string;
  url?: string;
};

export type ArticleUpdate = {
  article: string;
  category?: string;
  no_category?: boolean;
  text?: ArticleWriting;
};

export type ArticleVersion = {
  version: number;
  published: boolean;
  title: string;
  at: string;
  by: string;
};

export type ArticleVersionNamed = {
  article: string;
  language: Language;
  version: number;
};

export type ArticleVersionPage = {
  items: ArticleVersion[];
};

export type ArticleVersionResult = {
  text: ArticleText;
};

export type ArticleVersions = {
  article: string;
  language: Language;
};

export type ArticleVote = {
  organization?: string;
  article: string;
  language: Language;
  helpful: boolean;
  reason?: UnhelpfulReason;
  text?: string;
};

export type ArticleVotePage = {
  items: ArticleComplaint[];
  next?: string;
};

export type ArticleVotes = {
  article: string;
  limit?: number;
  after?: string;
};

export type ArticleWriting = {
  language: Language;
  version: number;
  published: boolean;
  title: string;
  summary: string;
  sections: SectionText[];
};

export type Asked = {
  offer: string;
  kind: OfferKind;
  agent: Person;
  at: string;
  expires_at?: string;
};

export type AttachedFile = {
  id: string;
  name: string;
  size: number;
  received: number;
  state: FileState;
  reason?: FileRefusal;
  kind: FileKind;
  width?: number;
  height?: number;
  warning?: boolean;
};

export type AttentionItem = {
  kind: AttentionKind;
  since: string;
  limit_s?: number;
  queue?: string;
  queue_name?: string;
  agent?: string;
  agent_name?: string;
  chat?: string;
  customer?: string;
};

export type AttentionKind =
  | "nobody"
  | "wait"
  | "help"
  | "missed"
  | "unanswered"
  | "customer_gone";

export type AuditActor = {
  kind: AuditedBy;
  id?: string;
  name: string;
  roles: string[];
};

export type AuditList = {
  event?: string;
  actor?: string;
  target_type?: string;
  target?: string;
  from?: string;
  to?: string;
  after?: string;
  limit?: number;
};

export type AuditOutcome =
  | "success"
  | "failure";

export type AuditPage = {
  items: AuditRow[];
  next?: string;
};

export type AuditRow = {
  seq: number;
  at: string;
  event: string;
  outcome: AuditOutcome;
  reason?: string;
  actor: AuditActor;
  address?: string;
  target?: AuditTarget;
  changes: FieldChange[];
  request_id?: string;
  node?: string;
  prev_hash: string;
  hash: string;
};

export type AuditTarget = {
  type: string;
  id?: string;
  name?: string;
};

export type AuditVerified = {
  intact: boolean;
  broken?: number;
  rows: number;
  hash: string;
  next?: number;
};

export type AuditVerify = {
  after?: number;
};

export type AuditedBy =
  | "staff"
  | "command"
  | "unknown";

export type AuthMe = {
  user: User;
};

export type AuthorKind =
  | "customer"
  | "agent"
  | "system"
  | "bot";

export type Block = {
  kind: BlockKind;
  spans?: Span[];
  text?: string;
  blocks?: Block[];
  start?: number;
  items?: Block[][];
  rows?: Cell[][];
};

export type BlockKind =
  | "paragraph"
  | "bullets"
  | "numbers"
  | "table"
  | "quote"
  | "code";

export type Bot = {
  id: string;
  name: string;
  greeting: string;
  answers: BotAnswer[];
  hand_over_phrases: string[];
  unknown: string;
  unknown_max: number;
  queues: string[];
};

export type BotAnswer = {
  title: string;
  phrases: string[];
  text: string;
  hands_over: boolean;
};

export type BotItems = {
  items: Bot[];
};

export type BotLeft =
  | "asked"
  | "unknown"
  | "answer"
  | "removed";

export type BotRemove = {
  bot: string;
};

export type BotResult = {
  bot: Bot;
};

export type BotSave = {
  bot?: string;
  name: string;
  greeting: string;
  answers: BotAnswer[];
  hand_over_phrases?: string[];
  unknown: string;
  unknown_max?: number;
  queues?: string[];
};

export type BotTest = {
  answers: BotAnswer[];
  hand_over_phrases?: string[];
  text: string;
};

export type BotTested = {
  by: FoundBy;
  answer?: number;
  phrase?: string;
};

export type Brand =
  | "other"
  | "visa"
  | "mastercard"
  | "amex"
  | "discover"
  | "jcb"
  | "diners"
  | "unionpay"
  | "mir"
  | "maestro"
  | "dankort"
  | "troy"
  | "rupay"
  | "elo"
  | "uatp";

export type Canned = {
  id: string;
  scope: CannedScope;
  team?: string;
  team_name?: string;
  folder: string[];
  code: string;
  title: string;
  text: string;
  language: CannedLanguage;
  version: number;
  updated_at: string;
  uses: number;
};

export type CannedCreate = {
  scope: CannedScope;
  team?: string;
  folder?: string[];
  code: string;
  title: string;
  text: string;
  language?: CannedLanguage;
  request_id?: string;
};

export type CannedDelete = {
  canned: string;
  version?: number;
};

export type CannedLanguage =
  | "any"
  | "de"
  | "en";

export type CannedList = {
  shared?: boolean;
  limit?: number;
  after?: string;
};

export type CannedNamed = {
  canned: string;
};

export type CannedPage = {
  items: Canned[];
  next?: string;
};

export type CannedResult = {
  canned: Canned;
};

export type CannedScope =
  | "personal"
  | "team"
  | "all";

export type CannedUpdate = {
  canned: string;
  version: number;
  scope?: CannedScope;
  team?: string;
  folder?: string[];
  code?: string;
  title?: string;
  text?: string;
  language?: CannedLanguage;
};

export type Card = {
  by: Person;
  at: string;
  wanted?: string;
  done?: string;
  open?: string;
};

export type CardGiven = {
  wanted?: string;
  done?: string;
  open?: string;
};

export type Category = {
  id: string;
  texts: CategoryText[];
  articles: number;
};

export type CategoryNamed = {
  category: string;
};

export type CategoryOrder = {
  categories: string[];
};

export type CategoryPage = {
  items: Category[];
};

export type CategoryResult = {
  category: Category;
};

export type CategorySave = {
  category?: string;
  texts: CategoryText[];
  request_id?: string;
};

export type CategoryText = {
  language: Language;
  name: string;
  about: string;
};

export type Cell = {
  header?: boolean;
  blocks: Block[];
};

export type Chat = {
  id: string;
  state: ChatState;
  queue: string;
  queue_name: string;
  seq: number;
  position?: number;
  agents_available?: number;
  wait_s?: number;
  wait_least_s?: number;
  wait_most_s?: number;
  started_at: string;
  accepted_at?: string;
  ended_at?: string;
  end_reason?: EndReason;
  ended_by?: Person;
  agent?: Person;
  customer: Customer;
  fields?: Record<string, string>;
  page?: string;
  read: Read;
  delivered: Read;
  unread: number;
  message_max: number;
  typing_preview?: boolean;
  rating_asked?: boolean;
  rating?: Rating;
  redaction_objection?: boolean;
  transcript_mail?: boolean;
  last_message?: Message;
  unanswered_since?: string;
  asked?: Asked;
  handed_on?: HandedOn;
  guests?: Guest[];
  bot?: ChatBot;
  customer_absent_since?: string;
  watched_by?: Person[];
  help?: Help;
  word?: number;
  speaker?: Person;
  rich_text?: boolean;
  files?: FilesAllowed;
  sharing_open?: boolean;
  sharing?: Sharing;
};

export type ChatAccept = {
  offer: string;
};

export type ChatAccepted = {
  chat: Chat;
  agent: Person;
};

export type ChatAnswerHelp = {
  chat: string;
};

export type ChatAskAgent = {
  chat: string;
};

export type ChatAskHelp = {
  chat: string;
  text?: string;
};

export type ChatAssign = {
  chat: string;
  agent: string;
  note?: string;
};

export type ChatBot = {
  id: string;
  name: string;
  suggestions: string[];
};

export type ChatCancelHelp = {
  chat: string;
};

export type ChatCancelTransfer = {
  chat: string;
};

export type ChatCodes = {
  codes: string[];
  lists: string[];
};

export type ChatDecline = {
  offer: string;
  reason?: string;
};

export type ChatDelivered = {
  delivered: Read;
};

export type ChatDraft = {
  chat: string;
  text: string;
};

export type ChatDrafted = {
  draft?: Draft;
};

export type ChatEnd = {
  chat: string;
  reason?: string;
};

export type ChatEnded = {
  chat: Chat;
  by?: Person;
  reason: EndReason;
};

export type ChatGet = {
  chat: string;
};

export type ChatGetRouting = {
  chat: string;
};

export type ChatGiveWord = {
  chat: string;
  agent: string;
};

export type ChatItems = {
  items: Chat[];
};

export type ChatJoin = {
  chat: string;
};

export type ChatLeave = {
  queue?: string;
  text: string;
  name?: string;
  email?: string;
  fields?: Record<string, string>;
  request_id?: string;
};

export type ChatList = {
  state?: ChatState;
  limit?: number;
  after?: string;
  states?: ChatState[];
  queue?: string;
  agent?: string;
  since?: string;
  until?: string;
  wrap_up?: boolean;
  queues?: string[];
  ended_since?: string;
  ended_until?: string;
  abandoned?: boolean;
};

export type ChatLogs = {
  items: Log[];
  lists: string[];
  codes_max: number;
};

export type ChatMailTranscript = {
  chat: string;
  email: string;
  language?: Language;
  zone?: string;
  request_id?: string;
};

export type ChatMarkRead = {
  chat: string;
  seq: number;
};

export type ChatMonitor = {
  chat: string;
};

export type ChatMoved = {
  at: string;
  from: string;
  to: string;
  cause: MoveCause;
  rule?: string;
};

export type ChatNotes = {
  chat: string;
  after?: string;
  limit?: number;
};

export type ChatOwners = {
  items: ChatOwnership[];
};

export type ChatOwnership = {
  agent: Person;
  queue_name: string;
  since: string;
  until?: string;
  cause?: HandOverCause;
  to?: Person;
  to_queue_name?: string;
  note?: string;
  card?: Card;
  by?: Person;
  given_by?: Person;
};

export type ChatPage = {
  items: Chat[];
  next?: string;
};

export type ChatRate = {
  chat: string;
  score: number;
  comment?: string;
};

export type ChatRead = {
  read: Read;
};

export type ChatRequeue = {
  chat: string;
  queue?: string;
  note?: string;
};

export type ChatResult = {
  chat: Chat;
};

export type ChatRouting = {
  chat: string;
  priority: number;
  skills: SkillNeed[];
  agent?: string;
  moves: ChatMoved[];
};

export type ChatSaveLog = {
  chat: string;
  codes?: string[];
  note?: string;
  draft?: boolean;
};

export type ChatSetCodes = {
  chat: string;
  codes: string[];
};

export type ChatSetRouting = {
  chat: string;
  priority?: number;
  skills?: SkillNeed[];
  agent?: string;
};

export type ChatSettleDraft = {
  chat: string;
  from: string;
  outcome: DraftOutcome;
};

export type ChatSolved = {
  chat: string;
};

export type ChatStart = {
  queue?: string;
  text?: string;
  fields?: Record<string, string>;
  request_id?: string;
};

export type ChatState =
  | "bot"
  | "queued"
  | "offered"
  | "active"
  | "closed"
  | "unanswered";

export type ChatSupervisions = {
  chat: string;
  after?: string;
  limit?: number;
};

export type ChatTake = {
  chat: string;
};

export type ChatTakeOver = {
  chat: string;
};

export type ChatTakeWord = {
  chat: string;
};

export type ChatTargets = {
  chat: string;
  search?: string;
  purpose?: TargetPurpose;
};

export type ChatTold = {
  chat: Chat;
};

export type ChatTranscript = {
  chat: string;
  language?: Language;
  zone?: string;
  after_seq?: number;
};

export type ChatTransfer = {
  chat: string;
  queue?: string;
  agent?: string;
  note?: string;
  card?: CardGiven;
};

export type ChatTransferred = {
  chat: Chat;
  agent?: Person;
};

export type ChatTyping = {
  chat: string;
  typing: boolean;
  text?: string;
};

export type ChatUnmonitor = {
  chat: string;
};

export type ChatViewing = {
  chat: string;
};

export type ChatWhisper = {
  chat: string;
  client_id: string;
  text: string;
};

export type ChatWhispered = {
  whisper: Whisper;
  duplicate: boolean;
};

export type ChatWhispers = {
  chat: string;
  after?: string;
  limit?: number;
};

export type Check =
  | "none"
  | "luhn"
  | "verhoeff"
  | "mod_11_10"
  | "mod_97";

export type Code = {
  id: string;
  label: string;
  is_default: boolean;
};

export type CodeList = {
  id: string;
  name: string;
  purpose: CodePurpose;
  queue?: string;
  required: boolean;
  several: boolean;
  codes: Code[];
};

export type CodeListItems = {
  items: CodeList[];
};

export type CodeListRemove = {
  list: string;
};

export type CodeListResult = {
  list: CodeList;
};

export type CodeListSave = {
  id?: string;
  name: string;
  purpose: CodePurpose;
  queue?: string;
  required: boolean;
  several: boolean;
  codes: CodeToSave[];
};

export type CodePurpose =
  | "wrap_up"
  | "decline";

export type CodeToSave = {
  id?: string;
  label: string;
  is_default?: boolean;
};

export type Colleague = {
  person: Person;
  signed_in: boolean;
  may_write: boolean;
};

export type ColleagueFind = {
  like: string;
  limit?: number;
};

export type ColleagueMarkRead = {
  with: string;
};

export type ColleagueMessage = {
  place: number;
  at: string;
  from: Person;
  to: Person;
  text: string;
  client_id: string;
};

export type ColleagueMessagePage = {
  colleague: Colleague;
  items: ColleagueMessage[];
};

export type ColleagueMessages = {
  with: string;
  before?: number;
  limit?: number;
};

export type ColleaguePost = {
  to: string;
  client_id: string;
  text: string;
};

export type ColleaguePosted = {
  message: ColleagueMessage;
  duplicate: boolean;
};

export type ColleagueRead = {
  with: string;
};

export type ColleagueTalk = {
  colleague: Colleague;
  last: ColleagueMessage;
  unread: number;
};

export type ColleagueTalks = {
  items: ColleagueTalk[];
};

export type ColleagueTold = {
  message: ColleagueMessage;
};

export type ColleaguesFound = {
  items: Colleague[];
};

export type Condition = {
  subject: RuleSubject;
  field?: string;
  test: RuleTest;
  values: string[];
};

export type ConferenceCancel = {
  chat: string;
};

export type ConferenceEnd = {
  chat: string;
  agent?: string;
};

export type ConferenceHandOver = {
  chat: string;
  agent: string;
  card?: CardGiven;
};

export type ConferenceInvite = {
  chat: string;
  agent: string;
  note?: string;
  card?: CardGiven;
};

export type ConferenceJoined = {
  chat: Chat;
  agent: Person;
};

export type ConferenceLeave = {
  chat: string;
};

export type ConferenceLeft = {
  chat: Chat;
  agent: Person;
  reason: GuestGone;
};

export type ConferenceRequested = {
  chat: Chat;
  agent: Person;
};

export type Customer = {
  id: string;
  name: string;
  email?: string;
};

export type CustomerAbsent = {
  chat: string;
  since?: string;
};

export type Dashboard = {
  at: string;
  today_since: string;
  window_min: number;
  totals: DashboardTotals;
  queues: DashboardQueue[];
  agents: DashboardAgent[];
  attention: AttentionItem[];
};

export type DashboardAgent = {
  id: string;
  name: string;
  display_name: string;
  team?: TeamName;
  connected: boolean;
  presence: Presence;
  queues: string[];
  chats: AgentChat[];
  oldest_unanswered_at?: string;
  oldest_unanswered_chat?: string;
  today: DashboardDay;
};

export type DashboardChanged = {
  at: string;
  today_since?: string;
  totals?: DashboardTotals;
  queues?: DashboardQueue[];
  queues_gone?: string[];
  agents?: DashboardAgent[];
  agents_gone?: string[];
  attention?: AttentionItem[];
  ended?: boolean;
};

export type DashboardDay = {
  handled: number;
  missed: number;
  handle_mean_s?: number;
};

export type DashboardGet = {
  window_min?: number;
};

export type DashboardQueue = {
  id: string;
  name: string;
  partition: string;
  enabled: boolean;
  open: boolean;
  waiting: number;
  oldest_waiting_at?: string;
  offered: number;
  ongoing: number;
  wrap_up: number;
  agents_available: number;
  agents_signed_in: number;
  places_free: number;
  answer_target_s: number;
  service_target_percent: number;
  reply_target_s: number;
  window: DashboardWindow;
  last_hour: number[];
};

export type DashboardResult = {
  dashboard: Dashboard;
};

export type DashboardTotals = {
  waiting: number;
  oldest_waiting_at?: string;
  offered: number;
  ongoing: number;
  wrap_up: number;
  staff_online: number;
  agents_available: number;
  agents_away: number;
  agents_missed: number;
  agents_offline: number;
  recent_chats: number;
  window: DashboardWindow;
};

export type DashboardWindow = {
  arrived: number;
  answered: number;
  answered_in_time: number;
  abandoned: number;
  service_percent?: number;
  wait_p50_s?: number;
  wait_p90_s?: number;
  handle_mean_s?: number;
};

export type Draft = {
  chat: string;
  place: number;
  from: Person;
  at: string;
  text: string;
};

export type DraftChanged = {
  draft: Draft;
};

export type DraftItems = {
  items: Draft[];
};

export type DraftOutcome =
  | "taken"
  | "edited"
  | "dropped"
  | "withdrawn"
  | "gone";

export type DraftSettled = {
  chat: string;
  place: number;
  from: Person;
  outcome: DraftOutcome;
};

export type DraftSettledResult = {
  text: string;
};

export type DuringChat =
  | "no"
  | "now"
  | "pending";

export type EmptyQueue =
  | "hide"
  | "warn"
  | "allow";

export type EndReason =
  | "agent_ended"
  | "customer_ended"
  | "customer_cancelled"
  | "wait_expired"
  | "queue_closed"
  | "left_message"
  | "bot_solved"
  | "customer_lost";

export type Explained = {
  offer?: string;
  chat?: string;
  at: string;
  strategy: Strategy;
  waited_s: number;
  priority: number;
  sentence: string;
  candidates: ExplainedAgent[];
  rest: ExplainedRest[];
  moves: ChatMoved[];
};

export type ExplainedAgent = {
  agent: string;
  name: string;
  standing: Standing;
  idle_s: number;
  used: number;
  capacity: number;
  turn: number;
  skill?: ExplainedSkill;
  until?: string;
};

export type ExplainedRest = {
  standing: Standing;
  count: number;
};

export type ExplainedSkill = {
  skill: string;
  label: string;
  held: number;
  needed: number;
};

export type FieldChange = {
  field: string;
  from?: string;
  to?: string;
};

export type FieldProblem = {
  path: string;
  detail: string;
};

export type FileChanged = {
  chat: string;
  seq?: number;
  file: AttachedFile;
};

export type FileDelete = {
  file: string;
};

export type FileFound = {
  file: AttachedFile;
  url?: string;
  small_url?: string;
};

export type FileGet = {
  file: string;
};

export type FileKind =
  | "picture"
  | "document"
  | "text"
  | "archive"
  | "sound"
  | "video";

export type FileRefusal =
  | "type"
  | "broken"
  | "too_large"
  | "unreadable"
  | "infected"
  | "personal_data";

export type FileResult = {
  file: AttachedFile;
};

export type FileState =
  | "uploading"
  | "checking"
  | "ready"
  | "refused";

export type FileUpload = {
  chat: string;
  client_id: string;
  name: string;
  size: number;
  at: number;
  data: string;
};

export type FilesAllowed = {
  most: number;
  bytes: number;
  extensions: string[];
};

export type Find = {
  kind: Kind;
  rule: string;
  begin: number;
  end: number;
  score?: number;
  brand?: Brand;
  last_four?: string;
};

export type FoundBy =
  | "title"
  | "phrase"
  | "hand_over"
  | "nothing";

export type Guest = {
  agent: Person;
  joined_at: string;
};

export type GuestGone =
  | "left"
  | "removed"
  | "lost"
  | "transferred";

export type HandOverCause =
  | "transfer"
  | "hand_over"
  | "take_over"
  | "lost"
  | "retired"
  | "assigned"
  | "requeued"
  | "signed_out";

export type HandedOn = {
  from: Person;
  at: string;
  queue_name: string;
  note?: string;
  cause: HandedOnCause;
  why?: BotLeft;
  card?: Card;
};

export type HandedOnCause =
  | "transfer"
  | "hand_over"
  | "take_over"
  | "lost"
  | "retired"
  | "assigned"
  | "requeued"
  | "signed_out"
  | "conference"
  | "bot";

export type Help = {
  by: Person;
  at: string;
  text?: string;
  helper?: Person;
};

export type HelpChanged = {
  chat: Chat;
  by?: Person;
};

export type HelpItems = {
  items: Chat[];
};

export type HelpListChanged = Record<string, never>;

export type Hours = {
  id: string;
  name: string;
  time_zone: string;
  week: WeekInterval[];
  days: SpecialDay[];
  open: boolean;
  changes_at?: string;
  queues: string[];
};

export type HoursItems = {
  items: Hours[];
};

export type HoursRemove = {
  hours: string;
};

export type HoursResult = {
  hours: Hours;
};

export type HoursSave = {
  hours?: string;
  name: string;
  time_zone: string;
  week: WeekInterval[];
  days?: SpecialDay[];
  queues?: string[];
};

export type IceServer = {
  urls: string[];
  username?: string;
  credential?: string;
};

export type IceServers = {
  servers: IceServer[];
};

export type Interval = {
  from: string;
  to: string;
};

export type Kind =
  | "card"
  | "security_code"
  | "pin"
  | "expiry"
  | "iban"
  | "ssn"
  | "phone"
  | "email"
  | "national_id";

export type Label =
  | "offline"
  | "available"
  | "offered"
  | "engaged"
  | "busy"
  | "at_capacity"
  | "stop_new"
  | "wrap_up"
  | "away"
  | "rona";

export type Language =
  | "en"
  | "de";

export type Log = {
  agent: Person;
  codes: string[];
  note: string;
  state: LogState;
  saved_at: string;
  edited_at?: string;
};

export type LogChanged = {
  chat: string;
  log: Log;
};

export type LogResult = {
  log: Log;
};

export type LogState =
  | "draft"
  | "saved";

export type LoggedIn = {
  user: User;
  token?: string;
};

export type Login = {
  name: string;
  password: string;
  code?: string;
  token?: boolean;
};

export type Mention = {
  note: Note;
  customer: string;
  queue_name: string;
};

export type MentionItems = {
  items: Mention[];
};

export type MentionSee = {
  chat: string;
};

export type MentionTold = {
  mention: Mention;
};

export type MentionsSeen = {
  chat: string;
};

export type Message = {
  id: string;
  chat: string;
  seq: number;
  at: string;
  from: Person;
  text: string;
  event?: SystemEvent;
  client_id?: string;
  redacted?: string[];
  body?: RichText;
  files?: AttachedFile[];
};

export type MessageHit = {
  chat: Chat;
  message: string;
  seq: number;
  at: string;
  from: Person;
  snippet: Snippet;
};

export type MessageHits = {
  items: MessageHit[];
  next?: string;
  since?: string;
};

export type MessageList = {
  chat: string;
  after_seq?: number;
  before_seq?: number;
  limit?: number;
};

export type MessageNotACard = {
  chat: string;
  seq: number;
  text: string;
};

export type MessageNote = {
  chat: string;
  client_id: string;
  text: string;
  mentions?: string[];
};

export type MessageNoted = {
  note: Note;
  duplicate: boolean;
};

export type MessagePage = {
  items: Message[];
  next?: string;
};

export type MessagePost = {
  chat: string;
  client_id: string;
  text?: string;
  word?: number;
  seen?: number;
  body?: RichText;
  files?: string[];
};

export type MessagePosted = {
  message: Message;
  duplicate: boolean;
};

export type MessageRead = {
  chat: string;
  by: Reader;
  seq: number;
};

export type MessageResult = {
  message: Message;
};

export type MessageSearch = {
  query: string;
  chat?: string;
  queue?: string;
  agent?: string;
  from?: string;
  to?: string;
  limit?: number;
  after?: string;
};

export type MessageTold = {
  message: Message;
  client_id?: string;
};

export type MineResult = {
  switches: Record<string, string>;
};

export type Miss = {
  language: Language;
  query: string;
  times: number;
  at: string;
};

export type MissNamed = {
  language: Language;
  query: string;
};

export type MissPage = {
  items: Miss[];
};

export type Mode =
  | "strict"
  | "balanced";

export type MoveCause =
  | "rule"
  | "overflow";

export type Note = {
  chat: string;
  place: number;
  after_seq: number;
  at: string;
  from: Person;
  text: string;
  mentions: Person[];
  client_id: string;
};

export type NotePage = {
  items: Note[];
  next?: string;
};

export type NoteTold = {
  note: Note;
};

export type Nothing = Record<string, never>;

export type Notice = {
  kind: NoticeKind;
  by: Person;
  presence?: Presence;
  queue_name?: string;
  chat?: string;
  customer?: string;
  to?: Person;
  note?: string;
};

export type NoticeKind =
  | "presence_set"
  | "queue_opened"
  | "queue_closed"
  | "chat_given"
  | "chat_given_on"
  | "chat_requeued"
  | "chat_ended"
  | "signed_out";

export type NumberFormat = {
  name: string;
  pattern: string;
  check: Check;
};

export type Offer = {
  id: string;
  kind: OfferKind;
  chat: string;
  queue: string;
  queue_name?: string;
  agent: string;
  offered_at: string;
  expires_at?: string;
  waiting_since: string;
  customer: OfferCustomer;
  text?: string;
  timer: OfferTimer;
  may_decline: boolean;
  decline_shown: RejectShown;
  reason_required: boolean;
  handed_on?: HandedOn;
};

export type OfferCustomer = {
  name: string;
  email?: string;
};

export type OfferExplain = {
  offer?: string;
  chat?: string;
};

export type OfferItems = {
  items: Offer[];
};

export type OfferKind =
  | "queue"
  | "transfer"
  | "conference";

export type OfferLapsed = {
  chat: Chat;
  offer: string;
  kind: OfferKind;
  agent: Person;
  reason: WithdrawReason;
  said?: string;
};

export type OfferTimer =
  | "none"
  | "up"
  | "down";

export type OfferTold = {
  offer: Offer;
};

export type OfferWithdrawn = {
  offer: string;
  chat: string;
  reason: WithdrawReason;
};

export type OpenQueue = {
  id: string;
  name: string;
  open: boolean;
  opens_at?: string;
  agents_available: number;
};

export type OpenStatus = {
  open: boolean;
  opens_at?: string;
  agents_available: number;
  waiting: number;
  wait_s?: number;
  wait_least_s?: number;
  wait_most_s?: number;
  wait_hit_rate?: number;
  message_max: number;
  queues: OpenQueue[];
};

export type OpenWrapUp = {
  wrap_up: WrapUp;
  chat: Chat;
};

export type Organization = {
  slug: string;
  name: string;
};

export type OrganizationResult = {
  organization: Organization;
};

export type Partition = {
  id: string;
  name: string;
  queues: string[];
};

export type PartitionItems = {
  items: Partition[];
};

export type PartitionRemove = {
  partition: string;
};

export type PartitionResult = {
  partition: Partition;
};

export type PartitionSave = {
  partition?: string;
  name: string;
};

export type Pending = {
  status: string;
  reason?: string;
};

export type Person = {
  kind: AuthorKind;
  id: string;
  name: string;
};

export type Position = {
  chat: string;
  position: number;
  agents_available: number;
  wait_s?: number;
  wait_least_s?: number;
  wait_most_s?: number;
};

export type Presence = {
  status: string;
  label: Label;
  reason?: string;
  pending?: Pending;
  since: string;
  load: number;
  used: number;
  capacity: number;
  stop_new: boolean;
};

export type PresenceChanged = {
  presence: Presence;
  user: string;
};

export type PresenceResult = {
  presence: Presence;
};

export type PresenceSet = {
  status: string;
  reason?: string;
};

export type PresenceStopNew = {
  stop: boolean;
};

export type Preset = {
  key: string;
  switches: Record<string, string>;
  statuses: string[];
};

export type PresetAt = {
  preset: string;
  scope?: Scope;
  id?: string;
};

export type PresetDifference = {
  switches: SwitchChange[];
  statuses: StatusDifference[];
};

export type PresetItems = {
  items: Preset[];
};

export type Problem = {
  status: number;
  code: string;
  title: string;
  detail: string;
  path?: string;
  problems?: FieldProblem[];
  retry_ms?: number;
};

export type ProblemCode =
  | "invalid"
  | "unauthenticated"
  | "bad_credentials"
  | "forbidden"
  | "not_found"
  | "conflict"
  | "too_large"
  | "too_many"
  | "overloaded"
  | "unavailable"
  | "offer_gone"
  | "chat_ended"
  | "chat_not_active"
  | "at_capacity"
  | "queue_closed"
  | "storage_full"
  | "agent_gone"
  | "in_use"
  | "last_one"
  | "chat_taken"
  | "no_agent"
  | "hidden_by_status"
  | "chats_open"
  | "word_elsewhere"
  | "said_meanwhile"
  | "personal_data";

export type QueueChats = {
  queue: string;
  group: QueueGroup;
  limit?: number;
  after?: string;
};

export type QueueCreate = {
  name: string;
  members?: string[];
  request_id?: string;
  partition?: string;
};

export type QueueGroup =
  | "waiting"
  | "unanswered"
  | "answered";

export type QueueInfo = {
  id: string;
  name: string;
  partition: string;
  enabled: boolean;
  open: boolean;
  changes_at?: string;
  hours?: string;
  bot?: string;
  member: boolean;
  waiting: number;
  longest_wait_since?: string;
  agents_available: number;
  routing: Routing;
  offer_s: number;
  reply_target_s: number;
  wait_hit_rate?: number;
};

export type QueueItems = {
  items: QueueInfo[];
};

export type QueueRemove = {
  queue: string;
};

export type QueueResult = {
  queue: QueueInfo;
};

export type QueueSetEnabled = {
  queue: string;
  enabled: boolean;
};

export type QueueSetSkills = {
  queue: string;
  skills: SkillNeed[];
};

export type QueueSkillItems = {
  items: QueueSkills[];
};

export type QueueSkills = {
  queue: string;
  skills: SkillNeed[];
};

export type QueueUpdate = {
  queue: string;
  name?: string;
  members?: string[];
  hours?: string;
  partition?: string;
  bot?: string;
};

export type QueueWaiting = {
  queue: string;
  waiting: number;
  longest_wait_since?: string;
};

export type Rating = {
  score: number;
  comment?: string;
  at: string;
};

export type Read = {
  customer: number;
  agent: number;
};

export type Reader =
  | "customer"
  | "agent";

export type Redaction =
  | "redact"
  | "drop"
  | "off";

export type RedactionSetup = {
  formats: NumberFormat[];
  version: number;
};

export type RedactionTried = {
  how: Redaction;
  mode: Mode;
  text: string;
  found: Find[];
};

export type RedactionTry = {
  text: string;
  queue?: string;
};

export type RedactionUpdate = {
  formats: NumberFormat[];
  version: number;
};

export type RejectShown =
  | "hidden"
  | "disabled";

export type Relaxation = {
  after_s: number;
  level: number;
};

export type Report = {
  kind: ReportKind;
  zone: string;
  as_of: string;
  counted_since?: string;
  bounds_s: number[];
  period: ReportPeriod;
  before?: ReportPeriod;
};

export type ReportBy =
  | "day"
  | "hour"
  | "weekday_hour";

export type ReportEvery =
  | "day"
  | "week"
  | "month";

export type ReportExport = {
  kind: ReportKind;
  from: string;
  to: string;
  zone?: string;
  queues?: string[];
  agents?: string[];
  by?: ReportBy;
  bom?: boolean;
};

export type ReportExported = {
  file: ReportFile;
};

export type ReportFile = {
  file_name: string;
  content_type: string;
  text: string;
};

export type ReportGet = {
  kind: ReportKind;
  from: string;
  to: string;
  zone?: string;
  queues?: string[];
  agents?: string[];
  by?: ReportBy;
  compare?: boolean;
};

export type ReportKind =
  | "queues"
  | "agents"
  | "hours"
  | "codes"
  | "states";

export type ReportNamed = {
  report: string;
};

export type ReportPeriod = {
  from: string;
  to: string;
  total: ReportRow;
  rows: ReportRow[];
};

export type ReportReady = {
  report: string;
  run: string;
  name: string;
};

export type ReportResult = {
  report: Report;
};

export type ReportRow = {
  queue?: string;
  agent?: string;
  code?: string;
  name?: string;
  label?: Label;
  status?: string;
  reason?: string;
  day?: string;
  weekday?: number;
  hour?: number;
  arrived: number;
  answered: number;
  answered_in_time: number;
  service_percent?: number;
  abandoned: number;
  left_message: number;
  solved_by_bot: number;
  handled: number;
  transferred: number;
  missed: number;
  declined: number;
  coded: number;
  seconds: number;
  wait?: ReportTimes;
  gave_up?: ReportTimes;
  first_answer?: ReportTimes;
  handle?: ReportTimes;
  wrap_up?: ReportTimes;
};

export type ReportRun = {
  id: string;
  at: string;
  from: string;
  to: string;
};

export type ReportRunNamed = {
  run: string;
};

export type ReportRuns = {
  items: ReportRun[];
};

export type ReportSave = {
  report?: string;
  name: string;
  kind: ReportKind;
  days?: number;
  zone?: string;
  queues?: string[];
  agents?: string[];
  by?: ReportBy;
  schedule?: ReportSchedule;
  receivers?: string[];
  view?: ReportShown;
};

export type ReportSchedule = {
  every: ReportEvery;
  at: string;
};

export type ReportShown = {
  period: string;
  compare: boolean;
};

export type ReportTimes = {
  count: number;
  mean_s: number;
  median_s: number;
  p90_s: number;
  counts: number[];
};

export type RichText = {
  blocks: Block[];
};

export type Right =
  | "chat_handle"
  | "chat_pull"
  | "chat_conference"
  | "chat_canned"
  | "chat_rich_text"
  | "chat_attach"
  | "own_status"
  | "chat_view_all"
  | "chat_monitor"
  | "chat_route"
  | "chat_steer"
  | "queue_view"
  | "queue_enable"
  | "agent_view"
  | "agent_set_status"
  | "agent_sign_out"
  | "report_view"
  | "report_save"
  | "canned_manage"
  | "article_manage"
  | "settings_view"
  | "settings_manage";

export type RightNeed = {
  right: Right;
  needs?: Right;
};

export type Role = {
  key: string;
  label?: string;
  rights: Right[];
  built_in: boolean;
};

export type RoleItems = {
  items: Role[];
  rights: RightNeed[];
};

export type RoleRemove = {
  role: string;
};

export type RoleSave = {
  key: string;
  label: string;
  rights: Right[];
};

export type Routing =
  | "push"
  | "pull"
  | "assign"
  | "hybrid";

export type RoutingSimulate = {
  queue?: string;
  name?: string;
  email?: string;
  page?: string;
  text?: string;
  fields?: Record<string, string>;
  at?: string;
  waited_s?: number;
  partition?: string;
};

export type Rule = {
  id: string;
  name: string;
  enabled: boolean;
  conditions: Condition[];
  queue?: string;
  priority?: number;
  skills: SkillNeed[];
  agent?: string;
};

export type RuleItems = {
  items: Rule[];
};

export type RuleOrder = {
  rules: string[];
};

export type RuleRemove = {
  rule: string;
};

export type RuleResult = {
  rule: Rule;
};

export type RuleSave = {
  rule?: string;
  name: string;
  enabled: boolean;
  conditions: Condition[];
  queue?: string;
  priority?: number;
  skills?: SkillNeed[];
  agent?: string;
};

export type RuleSubject =
  | "name"
  | "email"
  | "page"
  | "text"
  | "field"
  | "queue"
  | "hours";

export type RuleTest =
  | "is"
  | "is_not"
  | "contains"
  | "contains_not"
  | "starts_with"
  | "ends_with"
  | "present"
  | "absent";

export type SavedReport = {
  id: string;
  name: string;
  owner: string;
  owner_name: string;
  kind: ReportKind;
  days: number;
  zone: string;
  queues: string[];
  agents: string[];
  by?: ReportBy;
  schedule?: ReportSchedule;
  receivers: string[];
  view?: ReportShown;
  next_at?: string;
};

export type SavedReportItems = {
  items: SavedReport[];
};

export type SavedReportResult = {
  report: SavedReport;
};

export type Scope =
  | "organization"
  | "partition"
  | "queue"
  | "team"
  | "agent";

export type SectionText = {
  heading: string;
  body: RichText;
};

export type SessionOpen = {
  token?: string;
  after?: string;
};

export type SessionOpened = {
  session: string;
  cursor: string;
  server_time: string;
  heartbeat_s: number;
  reset: boolean;
  user?: User;
  visitor?: Visitor;
  wallboard?: WallboardName;
};

export type SessionSync = {
  chats: Record<string, number>;
};

export type SettingChange = {
  id: string;
  at: string;
  by: Person;
  scope: Scope;
  scope_id: string;
  place: string;
  preset?: string;
  changes: SwitchChange[];
};

export type SettingChangePage = {
  items: SettingChange[];
  next?: string;
};

export type SettingsChanged = Record<string, never>;

export type SettingsHistory = {
  after?: string;
  limit?: number;
};

export type SettingsPlace = {
  scope?: Scope;
  id?: string;
};

export type SettingsResult = {
  scope: Scope;
  id: string;
  switches: Switch[];
};

export type SettingsRevert = {
  change: string;
};

export type SettingsUpdate = {
  scope?: Scope;
  id?: string;
  set?: Record<string, string>;
  clear?: string[];
};

export type SetupChanged = {
  part: SetupPart;
};

export type SetupPart =
  | "users"
  | "queues"
  | "statuses"
  | "rules"
  | "canned"
  | "redaction"
  | "articles";

export type Sharing = {
  id: string;
  agent: Person;
  state: SharingState;
  since: string;
  outcome?: SharingOutcome;
};

export type SharingAsk = {
  chat: string;
};

export type SharingChanged = {
  chat: string;
  sharing: Sharing;
};

export type SharingEnd = {
  chat: string;
  sharing: string;
  failed?: boolean;
};

export type SharingEnded = {
  sharing?: Sharing;
};

export type SharingOutcome =
  | "done"
  | "declined"
  | "withdrawn"
  | "failed"
  | "gone";

export type SharingResult = {
  sharing: Sharing;
};

export type SharingServers = {
  chat: string;
};

export type SharingSignal = {
  chat: string;
  sharing: string;
  kind: SignalKind;
  data: string;
};

export type SharingSignalled = {
  chat: string;
  sharing: string;
  kind: SignalKind;
  data: string;
};

export type SharingStart = {
  chat: string;
  sharing?: string;
};

export type SharingState =
  | "asked"
  | "running"
  | "over";

export type SignalKind =
  | "offer"
  | "answer"
  | "candidate";

export type Simulated = {
  queue: string;
  queue_name: string;
  moved_by?: string;
  open: boolean;
  refusal?: string;
  rules: SimulatedRule[];
  priority: number;
  skills: ExplainedSkill[];
  agent?: string;
  routing: Routing;
  waiting: number;
  overflow_queue?: string;
  overflow_s?: number;
  explained: Explained;
};

export type SimulatedRule = {
  rule: string;
  name: string;
  enabled: boolean;
  holds: boolean;
  fails?: number;
};

export type Skill = {
  id: string;
  key: string;
  label: string;
};

export type SkillItems = {
  items: Skill[];
};

export type SkillNeed = {
  skill: string;
  level: number;
  relaxations?: Relaxation[];
};

export type SkillRemove = {
  skill: string;
};

export type SkillResult = {
  skill: Skill;
};

export type SkillSave = {
  skill?: string;
  key: string;
  label: string;
};

export type Snippet = {
  text: string;
  hits: TextSpan[];
};

export type Span = {
  text: string;
  bold?: boolean;
  italic?: boolean;
  underline?: boolean;
  strike?: boolean;
  code?: boolean;
  link?: string;
};

export type SpecialDay = {
  date: string;
  name: string;
  yearly: boolean;
  open: Interval[];
};

export type Standing =
  | "chosen"
  | "not_last_agent"
  | "idle_shorter"
  | "more_load"
  | "later_turn"
  | "later_id"
  | "level_too_low"
  | "lacks_skill"
  | "declined"
  | "missed"
  | "handed_on"
  | "at_capacity"
  | "enough_offers"
  | "wrap_up"
  | "stop_new"
  | "pending"
  | "status"
  | "not_connected"
  | "offline";

export type StatusChange =
  | "added"
  | "changed"
  | "hidden";

export type StatusDifference = {
  key: string;
  change: StatusChange;
};

export type StatusKind =
  | "ready"
  | "not_ready"
  | "away"
  | "offline"
  | "missed";

export type StatusReasonGiven = {
  key: string;
  label?: string;
};

export type StatusRemove = {
  key: string;
};

export type StatusSave = {
  key: string;
  label?: string;
  kind: StatusKind;
  by_agent: boolean;
  by_manager: boolean;
  during_chat: DuringChat;
  reason_required: boolean;
  hides_dashboard?: boolean;
  auto_return_s?: number;
  reasons: StatusReasonGiven[];
  place?: number;
};

export type Strategy =
  | "longest_idle"
  | "round_robin"
  | "least_load";

export type Supervision = {
  by: Person;
  mode: SupervisionMode;
  from: string;
  until?: string;
};

export type SupervisionMode =
  | "watch"
  | "whisper"
  | "join"
  | "take_over";

export type SupervisionPage = {
  items: Supervision[];
  next?: string;
};

export type Switch = {
  name: string;
  group: SwitchGroup;
  kind: SwitchKind;
  scopes: Scope[];
  choices: string[];
  min?: number;
  max?: number;
  value: string;
  from?: Scope;
  inherited: string;
};

export type SwitchChange = {
  name: string;
  before?: string;
  after?: string;
};

export type SwitchGroup =
  | "routing"
  | "writing"
  | "redaction"
  | "offers"
  | "load"
  | "presence"
  | "wrap_up"
  | "handing_on";

export type SwitchKind =
  | "choice"
  | "number"
  | "yes_no"
  | "status"
  | "queue";

export type Synced = {
  server_time: string;
  chats: SyncedChat[];
};

export type SyncedChat = {
  chat: string;
  seq: number;
  messages: Message[];
  resync: boolean;
};

export type SystemEvent = {
  type: SystemEventType;
  person?: Person;
};

export type SystemEventType =
  | "agent_joined"
  | "agent_left"
  | "returned_to_queue"
  | "customer_left"
  | "wait_expired"
  | "queue_closed"
  | "transferred"
  | "bot_handed_over"
  | "nobody_there"
  | "transcript_sent"
  | "transcript_failed"
  | "sharing_started"
  | "sharing_ended";

export type TargetAgent = {
  id: string;
  name: string;
  status: string;
  label: Label;
  load: number;
  capacity: number;
  available: boolean;
};

export type TargetItems = {
  to_queues: boolean;
  to_agents: boolean;
  empty_queues: EmptyQueue;
  queues: TargetQueue[];
  agents: TargetAgent[];
};

export type TargetPurpose =
  | "transfer"
  | "conference";

export type TargetQueue = {
  id: string;
  name: string;
  waiting: number;
  agents_working: number;
  agents_available: number;
  wait_s?: number;
  wait_least_s?: number;
  wait_most_s?: number;
};

export type Team = {
  id: string;
  name: string;
  members: string[];
};

export type TeamItems = {
  items: Team[];
};

export type TeamName = {
  id: string;
  name: string;
};

export type TeamRemove = {
  team: string;
};

export type TeamResult = {
  team: Team;
};

export type TeamSave = {
  team?: string;
  name: string;
  members?: string[];
};

export type TextSpan = {
  from: number;
  to: number;
};

export type TimeInState = {
  label: Label;
  status: string;
  reason?: string;
  seconds: number;
};

export type TranscriptAsked = {
  to: string;
};

export type TranscriptPart = {
  file_name: string;
  text: string;
  next?: number;
};

export type TransferRequested = {
  chat: Chat;
  agent: Person;
};

export type Typing = {
  chat: string;
  from: Person;
  typing: boolean;
  text?: string;
};

export type UnhelpfulReason =
  | "unclear"
  | "wrong"
  | "missing"
  | "other";

export type User = {
  id: string;
  name: string;
  display_name: string;
  roles: string[];
  labels: Record<string, string>;
  rights: Right[];
  reach?: string[];
};

export type UserAccount = {
  id: string;
  name: string;
  display_name: string;
  roles: string[];
  active: boolean;
  queues: string[];
  capacity?: number;
  reach: string[];
  team?: string;
};

export type UserAccountPage = {
  items: UserAccount[];
  next?: string;
};

export type UserAccountResult = {
  user: UserAccount;
};

export type UserChanged = {
  user: User;
};

export type UserCreate = {
  name: string;
  display_name?: string;
  password: string;
  roles: string[];
  queues?: string[];
  capacity?: number;
  reach?: string[];
  request_id?: string;
  team?: string;
};

export type UserList = {
  after?: string;
  limit?: number;
};

export type UserSetPassword = {
  user: string;
  password: string;
};

export type UserUpdate = {
  user: string;
  display_name?: string;
  roles?: string[];
  queues?: string[];
  capacity?: number;
  active?: boolean;
  reach?: string[];
  team?: string;
};

export type ViewingTold = {
  chat: string;
  by: Person;
};

export type Visitor = {
  id: string;
  name: string;
};

export type VisitorStart = {
  organization?: string;
  partition?: string;
  name?: string;
  email?: string;
  fields?: Record<string, string>;
};

export type VisitorStarted = {
  visitor: string;
  token: string;
};

export type VisitorStatus = {
  organization?: string;
  queue?: string;
  partition?: string;
};

export type Wallboard = {
  id: string;
  name: string;
  all: boolean;
  queues: string[];
  created_at: string;
  token_since: string;
  last_seen_at?: string;
};

export type WallboardItems = {
  items: Wallboard[];
};

export type WallboardName = {
  id: string;
  name: string;
};

export type WallboardRemove = {
  wallboard: string;
};

export type WallboardRenew = {
  wallboard: string;
};

export type WallboardResult = {
  wallboard: Wallboard;
  token?: string;
};

export type WallboardSave = {
  wallboard?: string;
  name: string;
  all: boolean;
  queues: string[];
};

export type WatchEndReason =
  | "ended"
  | "away";

export type WatchEnded = {
  chat: string;
  reason: WatchEndReason;
};

export type WeekInterval = {
  day: Weekday;
  from: string;
  to: string;
};

export type Weekday =
  | "monday"
  | "tuesday"
  | "wednesday"
  | "thursday"
  | "friday"
  | "saturday"
  | "sunday";

export type Whisper = {
  chat: string;
  place: number;
  after_seq: number;
  at: string;
  from: Person;
  text: string;
  client_id: string;
};

export type WhisperPage = {
  items: Whisper[];
  next?: string;
};

export type WhisperTold = {
  whisper: Whisper;
};

export type WithdrawReason =
  | "declined"
  | "expired"
  | "chat_ended"
  | "agent_left"
  | "cancelled"
  | "sender_left"
  | "reassigned";

export type WordChanged = {
  chat: Chat;
  by?: Person;
};

export type WrapUp = {
  id: string;
  chat: string;
  began_at: string;
  due_at?: string;
  held: boolean;
  may_hold: boolean;
  lists: string[];
  codes: string[];
  missing?: string;
  codes_max: number;
};

export type WrapUpEnded = {
  chat: string;
  outcome: WrapUpOutcome;
};

export type WrapUpExtend = {
  chat: string;
  hold?: boolean;
};

export type WrapUpItems = {
  items: OpenWrapUp[];
};

export type WrapUpOutcome =
  | "submitted"
  | "timed_out"
  | "agent_gone"
  | "resumed";

export type WrapUpResult = {
  wrap_up: WrapUp;
};

export type WrapUpSubmit = {
  chat: string;
  codes?: string[];
  note?: string;
  status?: string;
  reason?: string;
};

export type WrapUpTold = {
  wrap_up: WrapUp;
  chat: Chat;
};

export interface Operations {
  /** Signs a member of staff in. Over HTTP it sets the session's cookie. */
  "auth.login": { params: Login; result: LoggedIn };
  /** Ends the session that calls; its sockets close with 4503. */
  "auth.logout": { params: Nothing; result: Nothing };
  /** Who is signed in. */
  "auth.me": { params: Nothing; result: AuthMe };
  /** The first call on a socket: signs it in and sends what was missed after a cursor. */
  "session.open": { params: SessionOpen; result: SessionOpened };
  /** The client's heartbeat; answers which messages it is missing. */
  "session.sync": { params: SessionSync; result: Synced };
  /** Makes a visitor; the token signs that customer in from then on. */
  "visitor.start": { params: VisitorStart; result: VisitorStarted };
  /** Whether chat is open, how many agents are free, how long one would wait. */
  "visitor.status": { params: VisitorStatus; result: OpenStatus };
  /** Asks for a chat in a queue. */
  "chat.start": { params: ChatStart; result: ChatResult };
  /** Leaves a message instead of waiting for an agent. */
  "chat.leave": { params: ChatLeave; result: ChatResult };
  /** One chat. */
  "chat.get": { params: ChatGet; result: ChatResult };
  /** Chats, newest first: a customer's own, an agent's own, all for managers. */
  "chat.list": { params: ChatList; result: ChatPage };
  /** Accepts an offer. */
  "chat.accept": { params: ChatAccept; result: ChatResult };
  /** Accepts all offers that are open for the caller. */
  "chat.accept_all": { params: Nothing; result: ChatItems };
  /** Declines an offer. */
  "chat.decline": { params: ChatDecline; result: ChatResult };
  /** Takes a waiting chat from a queue in which agents do so. */
  "chat.take": { params: ChatTake; result: ChatResult };
  /** Asks for a person while a bot answers: the chat waits from now on. */
  "chat.ask_agent": { params: ChatAskAgent; result: ChatResult };
  /** Ends a chat in which the bot has helped. */
  "chat.solved": { params: ChatSolved; result: ChatResult };
  /** Ends a chat, from either side, or as a manager with the right. */
  "chat.end": { params: ChatEnd; result: ChatResult };
  /** Tells the other side that this one is typing, or has stopped. */
  "chat.typing": { params: ChatTyping; result: Nothing };
  /** Tells up to which message this side has seen the chat. */
  "chat.mark_read": { params: ChatMarkRead; result: ChatRead };
  /** Tells up to which message a page of this side has the chat. */
  "chat.mark_delivered": { params: ChatMarkRead; result: ChatDelivered };
  /** Writes a message; answered when it is stored for good. */
  "message.post": { params: MessagePost; result: MessagePosted };
  /** Says that what was taken out of an own message is no card number. */
  "message.not_a_card": { params: MessageNotACard; result: MessageResult };
  /** Messages of a chat, ascending by seq. */
  "message.list": { params: MessageList; result: MessagePage };
  /** Messages with certain words, newest first, of all chats that the caller may read. */
  "message.search": { params: MessageSearch; result: MessageHits };
  /** The next piece of a file for a message: at most 256 KiB of it. */
  "file.upload": { params: FileUpload; result: FileResult };
  /** One file, and where to fetch it, for five minutes. */
  "file.get": { params: FileGet; result: FileFound };
  /** Takes back a file that is in no message yet. */
  "file.delete": { params: FileDelete; result: Nothing };
  /** Says how it was, once, of a chat that is over. */
  "chat.rate": { params: ChatRate; result: ChatResult };
  /** What was said in a chat, as a text to keep. */
  "chat.transcript": { params: ChatTranscript; result: TranscriptPart };
  /** Sends what was said in a chat by mail. */
  "chat.mail_transcript": { params: ChatMailTranscript; result: TranscriptAsked };
  /** Asks the customer of a chat to show the screen. */
  "sharing.ask": { params: SharingAsk; result: SharingResult };
  /** Shows the screen, asked or not, to an agent of the chat. */
  "sharing.start": { params: SharingStart; result: SharingResult };
  /** Passes on how the other browser finds this one. */
  "sharing.signal": { params: SharingSignal; result: Nothing };
  /** By which servers (STUN, TURN) browsers find each other, for who shows or sees a screen. */
  "sharing.servers": { params: SharingServers; result: IceServers };
  /** Ends the showing of a screen, or declines it, or asks for it no more. */
  "sharing.end": { params: SharingEnd; result: SharingEnded };
  /** Where the caller may hand a chat on to, or whom they may invite, as it is now. */
  "chat.targets": { params: ChatTargets; result: TargetItems };
  /** Hands a chat on: to a queue at once, to an agent once that one accepts. */
  "chat.transfer": { params: ChatTransfer; result: ChatResult };
  /** Asks the colleague no more who was asked to take a chat. */
  "chat.cancel_transfer": { params: ChatCancelTransfer; result: ChatResult };
  /** Whose a chat was, one after another. */
  "chat.owners": { params: ChatGet; result: ChatOwners };
  /** Asks a colleague to join the caller's chat. */
  "conference.invite": { params: ConferenceInvite; result: ChatResult };
  /** Asks the colleague no more who was asked to join a chat. */
  "conference.cancel": { params: ConferenceCancel; result: ChatResult };
  /** A guest leaves the chat; its owner and the customer go on. */
  "conference.leave": { params: ConferenceLeave; result: PresenceResult };
  /** The owner takes one guest out of the chat, or all of them. */
  "conference.end": { params: ConferenceEnd; result: ChatResult };
  /** Makes a guest the chat's owner; the caller has left then. */
  "conference.hand_over": { params: ConferenceHandOver; result: ChatResult };
  /** Lets another who takes part in the chat write to the customer, where one speaks at a time. */
  "chat.give_word": { params: ChatGiveWord; result: ChatResult };
  /** Takes the word: from now on the caller alone writes to the customer. */
  "chat.take_word": { params: ChatTakeWord; result: ChatResult };
  /** Watches an open chat without taking part: the caller is told what its agents are. */
  "chat.monitor": { params: ChatMonitor; result: ChatResult };
  /** Watches a chat no more. */
  "chat.unmonitor": { params: ChatUnmonitor; result: Nothing };
  /** Says something to a chat's agents and to who watches it; the customer does not see it. */
  "chat.whisper": { params: ChatWhisper; result: ChatWhispered };
  /** What was whispered in a chat, for its staff. */
  "chat.whispers": { params: ChatWhispers; result: WhisperPage };
  /** Answers what was whispered in the caller's chat, to who watches it and takes part; the customer does not see it. */
  "chat.answer_whisper": { params: ChatWhisper; result: ChatWhispered };
  /** Calls the managers into a chat in which the caller takes part. */
  "chat.ask_help": { params: ChatAskHelp; result: ChatResult };
  /** Ends a call for help, by who takes part in the chat or by a manager. */
  "chat.cancel_help": { params: ChatCancelHelp; result: ChatResult };
  /** Says to a chat's agents that the caller comes to help, and watches the chat. */
  "chat.answer_help": { params: ChatAnswerHelp; result: ChatResult };
  /** Chats within the caller's reach whose agents have called for help. */
  "help.list": { params: Nothing; result: HelpItems };
  /** Writes into the composer of a chat's agent, who takes it or leaves it. */
  "chat.draft": { params: ChatDraft; result: ChatDrafted };
  /** Says what the agent has done with a manager's draft; one that is taken is given. */
  "chat.settle_draft": { params: ChatSettleDraft; result: DraftSettledResult };
  /** Open drafts of managers for the caller, and the caller's own. */
  "chat.drafts": { params: ChatGet; result: DraftItems };
  /** Joins an agent's chat as a guest, uninvited, by right. */
  "chat.join": { params: ChatJoin; result: ChatResult };
  /** Makes an agent's chat the caller's own, by right. */
  "chat.take_over": { params: ChatTakeOver; result: ChatResult };
  /** Gives a chat, waiting or another's, to an agent at once. */
  "chat.assign": { params: ChatAssign; result: ChatResult };
  /** Takes a chat from its agent and puts it into a queue with the wait it had. */
  "chat.requeue": { params: ChatRequeue; result: ChatResult };
  /** Who has watched a chat, whispered in it, joined it or taken it over, and when. */
  "chat.supervisions": { params: ChatSupervisions; result: SupervisionPage };
  /** Writes a note that only staff see, and asks for the attention of colleagues. */
  "message.note": { params: MessageNote; result: MessageNoted };
  /** A chat's notes, in their order. */
  "chat.notes": { params: ChatNotes; result: NotePage };
  /** Tells the chat's staff that the caller has it on the screen. */
  "chat.viewing": { params: ChatViewing; result: Nothing };
  /** Notes in which the caller is mentioned and that they have not seen. */
  "mention.list": { params: Nothing; result: MentionItems };
  /** The caller has seen the notes of a chat. */
  "mention.see": { params: MentionSee; result: Nothing };
  /** Colleagues by the beginning of a word of their name, to mention or write to. */
  "colleague.find": { params: ColleagueFind; result: ColleaguesFound };
  /** With which colleagues the caller has written, the newest first. */
  "colleague.list": { params: Nothing; result: ColleagueTalks };
  /** Writes to a colleague, apart from any chat. */
  "colleague.post": { params: ColleaguePost; result: ColleaguePosted };
  /** What the caller and a colleague have written to each other. */
  "colleague.messages": { params: ColleagueMessages; result: ColleagueMessagePage };
  /** The caller has read what a colleague has written. */
  "colleague.mark_read": { params: ColleagueMarkRead; result: Nothing };
  /** The codes that the caller has chosen for a chat. */
  "chat.get_codes": { params: ChatGet; result: ChatCodes };
  /** Chooses the codes of a chat, during it or its wrap-up. */
  "chat.set_codes": { params: ChatSetCodes; result: ChatCodes };
  /** What agents keep of a chat: codes and notes; the caller's own, or all. */
  "chat.log": { params: ChatGet; result: ChatLogs };
  /** Keeps the caller's codes and note of a chat: as a draft, or as they are to stay. */
  "chat.save_log": { params: ChatSaveLog; result: LogResult };
  /** The caller's own presence. */
  "presence.get": { params: Nothing; result: PresenceResult };
  /** Sets the caller's own status; one that waits for the end of open chats is pending. */
  "presence.set": { params: PresenceSet; result: PresenceResult };
  /** Stops new chats while there are some, or lets them come again. */
  "presence.stop_new": { params: PresenceStopNew; result: PresenceResult };
  /** The agent is there: signed out for doing nothing later. */
  "presence.touch": { params: Nothing; result: Nothing };
  /** How long an agent was in each state. */
  "agent.times": { params: AgentTimes; result: AgentTimesResult };
  /** Agents with what they do and with whom, for managers. */
  "agent.list": { params: AgentList; result: AgentPage };
  /** Puts an agent in another status; the agent is told by whom. */
  "agent.set_presence": { params: AgentSetPresence; result: PresenceResult };
  /** Ends an agent's sessions; open chats go back at once, and the agent is told by whom. */
  "agent.sign_out": { params: AgentSignOut; result: PresenceResult };
  /** What agents may be doing, with the reasons they may give. */
  "status.list": { params: Nothing; result: AgentStatusItems };
  /** Queues with their live figures. */
  "queue.list": { params: Nothing; result: QueueItems };
  /** Opens a queue, or closes it to new chats; its members are told. */
  "queue.set_enabled": { params: QueueSetEnabled; result: QueueResult };
  /** Chats of a queue: those that wait, ended without an agent, or had one. */
  "queue.chats": { params: QueueChats; result: ChatPage };
  /** The caller's open offers. */
  "offer.list": { params: Nothing; result: OfferItems };
  /** Why a chat was offered to whom it was, and to nobody else. */
  "offer.explain": { params: OfferExplain; result: Explained };
  /** A chat's own priority, skills and agent. */
  "chat.get_routing": { params: ChatGetRouting; result: ChatRouting };
  /** Gives a waiting chat a priority, skills or an agent of its own. */
  "chat.set_routing": { params: ChatSetRouting; result: ChatRouting };
  /** The caller's open wrap-ups. */
  "wrap_up.list": { params: Nothing; result: WrapUpItems };
  /** Ends a wrap-up with its codes, and says what the caller does then. */
  "wrap_up.submit": { params: WrapUpSubmit; result: PresenceResult };
  /** More time for a wrap-up, or no countdown. */
  "wrap_up.extend": { params: WrapUpExtend; result: WrapUpResult };
  /** The organization's own slug and name, for administrators. */
  "organization.get": { params: Nothing; result: OrganizationResult };
  /** All staff, for administrators. */
  "user.list": { params: UserList; result: UserAccountPage };
  /** Adds a member of staff. */
  "user.create": { params: UserCreate; result: UserAccountResult };
  /** Changes what somebody may do, or whether; open chats of who leaves go back. */
  "user.update": { params: UserUpdate; result: UserAccountResult };
  /** Sets a new password and ends the sessions of that user. */
  "user.set_password": { params: UserSetPassword; result: Nothing };
  /** All roles with their rights. */
  "role.list": { params: Nothing; result: RoleItems };
  /** Makes a role of the organization's own, or changes one for all who have it. */
  "role.save": { params: RoleSave; result: RoleItems };
  /** Removes a role that nobody has. */
  "role.remove": { params: RoleRemove; result: RoleItems };
  /** Teams with their members, for managers. */
  "team.list": { params: Nothing; result: TeamItems };
  /** Makes a team, renames one, or changes who is in it. */
  "team.save": { params: TeamSave; result: TeamResult };
  /** Removes a team with its switches; its members are in none then. */
  "team.remove": { params: TeamRemove; result: Nothing };
  /** The organization's partitions with their queues, the oldest first. */
  "partition.list": { params: Nothing; result: PartitionItems };
  /** Makes a partition, or renames one. */
  "partition.save": { params: PartitionSave; result: PartitionResult };
  /** Removes a partition in which no queue is. */
  "partition.remove": { params: PartitionRemove; result: Nothing };
  /** All skills. */
  "skill.list": { params: Nothing; result: SkillItems };
  /** Adds or renames a skill. */
  "skill.save": { params: SkillSave; result: SkillResult };
  /** Removes a skill: nobody holds it any more, no queue and no waiting chat needs it. */
  "skill.remove": { params: SkillRemove; result: Nothing };
  /** Who has which skills. */
  "agent.skills": { params: Nothing; result: AgentSkillItems };
  /** Says which skills an agent has, and how well. */
  "agent.set_skills": { params: AgentSetSkills; result: AgentSkills };
  /** Adds a queue. */
  "queue.create": { params: QueueCreate; result: QueueResult };
  /** Renames a queue, moves it to another partition, or changes who works in it. */
  "queue.update": { params: QueueUpdate; result: QueueResult };
  /** Removes a queue in which no chat is open. */
  "queue.remove": { params: QueueRemove; result: Nothing };
  /** Adds or changes something that agents may be doing, with its reasons. */
  "status.save": { params: StatusSave; result: AgentStatusItems };
  /** Removes a status that no agent is in. */
  "status.remove": { params: StatusRemove; result: AgentStatusItems };
  /** Which skills the chats of which queues need. */
  "queue.skills": { params: Nothing; result: QueueSkillItems };
  /** Says which skills a queue's chats need, and how that relaxes as they wait. */
  "queue.set_skills": { params: QueueSetSkills; result: QueueSkills };
  /** Opening hours, whether they are open now, and which queues go by them. */
  "hours.list": { params: Nothing; result: HoursItems };
  /** Makes opening hours, or changes them. */
  "hours.save": { params: HoursSave; result: HoursResult };
  /** Removes opening hours; queues that went by them are always open then. */
  "hours.remove": { params: HoursRemove; result: Nothing };
  /** The rules for chats that come in, in the order in which they count. */
  "rule.list": { params: Nothing; result: RuleItems };
  /** Makes a rule, or changes one. */
  "rule.save": { params: RuleSave; result: RuleResult };
  /** Removes a rule. */
  "rule.remove": { params: RuleRemove; result: Nothing };
  /** Puts the rules in order. */
  "rule.order": { params: RuleOrder; result: RuleItems };
  /** Bots with their preset answers, and the queues in which they answer first. */
  "bot.list": { params: Nothing; result: BotItems };
  /** Makes a bot, or changes one. */
  "bot.save": { params: BotSave; result: BotResult };
  /** Removes a bot; in its queues agents answer at once then. */
  "bot.remove": { params: BotRemove; result: Nothing };
  /** Which of a bot's answers a text would get, and why. */
  "bot.test": { params: BotTest; result: BotTested };
  /** Who would get the chat of a customer who might come, and why. */
  "routing.simulate": { params: RoutingSimulate; result: Simulated };
  /** The lists of codes that say what chats were about, or why one is declined. */
  "code_list.list": { params: Nothing; result: CodeListItems };
  /** Makes a list of codes, or changes one. */
  "code_list.save": { params: CodeListSave; result: CodeListResult };
  /** Takes a list of codes out of use. */
  "code_list.remove": { params: CodeListRemove; result: Nothing };
  /** The switches of the organization, a partition, a queue, a team or an agent. */
  "settings.get": { params: SettingsPlace; result: SettingsResult };
  /** The switches that hold for the caller. */
  "settings.mine": { params: Nothing; result: MineResult };
  /** Sets switches, or lets them be inherited again. */
  "settings.update": { params: SettingsUpdate; result: SettingsResult };
  /** Who has done what that not everybody may, newest first. */
  "audit.list": { params: AuditList; result: AuditPage };
  /** Whether the audit log is as it was written; else the first row that is not. */
  "audit.verify": { params: AuditVerify; result: AuditVerified };
  /** Who has changed which switches, newest first. */
  "settings.history": { params: SettingsHistory; result: SettingChangePage };
  /** Takes a change of switches back. */
  "settings.revert": { params: SettingsRevert; result: SettingsResult };
  /** The ways of working. */
  "preset.list": { params: Nothing; result: PresetItems };
  /** What applying a way of working would change. */
  "preset.preview": { params: PresetAt; result: PresetDifference };
  /** Sets all switches and statuses of a way of working. */
  "preset.apply": { params: PresetAt; result: PresetDifference };
  /** The live figures of the queues and agents within the caller's reach. */
  "dashboard.get": { params: DashboardGet; result: DashboardResult };
  /** The same, and from then on what changes, as dashboard.changed. On a socket only. */
  "dashboard.watch": { params: DashboardGet; result: DashboardResult };
  /** No more of that. On a socket only. */
  "dashboard.unwatch": { params: Nothing; result: Nothing };
  /** Screens that show the live figures without a sign-in. */
  "wallboard.list": { params: Nothing; result: WallboardItems };
  /** Makes a wallboard, with a token that is shown once; or changes one. */
  "wallboard.save": { params: WallboardSave; result: WallboardResult };
  /** Gives a wallboard another token; what was opened with the old one ends. */
  "wallboard.renew": { params: WallboardRenew; result: WallboardResult };
  /** Removes a wallboard. */
  "wallboard.remove": { params: WallboardRemove; result: Nothing };
  /** What was, by queue, agent, hour, code or state: counts, times, distributions. */
  "report.get": { params: ReportGet; result: ReportResult };
  /** The same as a CSV file. */
  "report.export": { params: ReportExport; result: ReportExported };
  /** Reports that are kept: the caller's own, and those that are for the caller. */
  "report.list": { params: Nothing; result: SavedReportItems };
  /** Keeps a report under a name, or changes one; with a schedule it is made by itself. */
  "report.save": { params: ReportSave; result: SavedReportResult };
  /** Removes a report that is kept. */
  "report.remove": { params: ReportNamed; result: Nothing };
  /** When a scheduled report was made. */
  "report.runs": { params: ReportNamed; result: ReportRuns };
  /** What a scheduled report gave, as a CSV file. */
  "report.download": { params: ReportRunNamed; result: ReportExported };
  /** Prepared answers: those that the caller may use, or all that are shared. */
  "canned.list": { params: CannedList; result: CannedPage };
  /** One prepared answer. */
  "canned.get": { params: CannedNamed; result: CannedResult };
  /** Prepares an answer: for the caller, for a team or for all. */
  "canned.create": { params: CannedCreate; result: CannedResult };
  /** Changes a prepared answer, unless somebody else has meanwhile. */
  "canned.update": { params: CannedUpdate; result: CannedResult };
  /** Deletes a prepared answer. */
  "canned.delete": { params: CannedDelete; result: Nothing };
  /** Counts that the caller has inserted it: what somebody uses most comes first. */
  "canned.used": { params: CannedNamed; result: Nothing };
  /** The categories of articles, in their order. */
  "category.list": { params: Nothing; result: CategoryPage };
  /** One category of articles. */
  "category.get": { params: CategoryNamed; result: CategoryResult };
  /** Makes a category of articles, or changes one. */
  "category.save": { params: CategorySave; result: CategoryResult };
  /** Sets the order in which the support centre shows categories. */
  "category.order": { params: CategoryOrder; result: Nothing };
  /** Deletes a category in which there is no article. */
  "category.delete": { params: CategoryNamed; result: Nothing };
  /** All articles, for who writes them. */
  "article.list": { params: ArticleList; result: ArticlePage };
  /** One article, with what it says in each language. */
  "article.get": { params: ArticleNamed; result: ArticleResult };
  /** Writes an article in a first language. */
  "article.create": { params: ArticleCreate; result: ArticleResult };
  /** Changes what an article says in a language, or its category. */
  "article.update": { params: ArticleUpdate; result: ArticleResult };
  /** Deletes an article, with all that it has said. */
  "article.delete": { params: ArticleNamed; result: Nothing };
  /** What an article has said in a language, version by version. */
  "article.versions": { params: ArticleVersions; result: ArticleVersionPage };
  /** One version of an article. */
  "article.version": { params: ArticleVersionNamed; result: ArticleVersionResult };
  /** Published articles that say something of it, the best first. */
  "article.search": { params: ArticleSearch; result: ArticleHits };
  /** Says whether an article helped, and why it did not. */
  "article.vote": { params: ArticleVote; result: Nothing };
  /** Why readers say that an article did not help. */
  "article.votes": { params: ArticleVotes; result: ArticleVotePage };
  /** What people have searched for in the support centre without a result. */
  "article.misses": { params: Nothing; result: MissPage };
  /** Takes a search without a result off the list. */
  "article.settle_miss": { params: MissNamed; result: Nothing };
  /** The organization's own numbers, which are no card numbers. */
  "redaction.get": { params: Nothing; result: RedactionSetup };
  /** Says which numbers are the organization's own. */
  "redaction.update": { params: RedactionUpdate; result: RedactionSetup };
  /** What would become of a text that is said in a chat; nothing of it is kept. */
  "redaction.try": { params: RedactionTry; result: RedactionTried };
}

export interface Events {
  /** To the customer: a bot answers in the new chat. */
  "chat.started": ChatTold;
  /** To the customer, and to who watches it: the chat waits. */
  "chat.queued": ChatTold;
  /** To the agent. */
  "chat.offered": OfferTold;
  /** To the agent: the offer is gone. */
  "offer.withdrawn": OfferWithdrawn;
  /** To both sides. */
  "chat.accepted": ChatAccepted;
  /** To both sides: the agent was lost, the chat waits again. Where a guest has it now, to that agent only. */
  "chat.returned": ChatTold;
  /** To the agent who has the chat: a colleague is asked to take it. */
  "transfer.requested": TransferRequested;
  /** To the agent who has the chat: the colleague does not take it. */
  "offer.lapsed": OfferLapsed;
  /** To the agent who had the chat until now. */
  "chat.transferred": ChatTransferred;
  /** To the agent who has the chat: a colleague is asked to join. */
  "conference.requested": ConferenceRequested;
  /** To both sides, guests included: a colleague is a guest now. */
  "conference.joined": ConferenceJoined;
  /** To both sides, and to who is a guest no more. */
  "conference.left": ConferenceLeft;
  /** To the agents of a chat and to who watches it: somebody else may write to the customer. */
  "word.changed": WordChanged;
  /** To both sides. */
  "chat.ended": ChatEnded;
  /** To both sides: how the customer says it was. */
  "chat.rated": ChatTold;
  /** To the agent, guests and who watches: since when the customer has no connection; without it, they are there again. */
  "customer.absent": CustomerAbsent;
  /** A file was looked into: to who uploaded it; once it is in a message to both sides. */
  "file.changed": FileChanged;
  /** To both sides, the author included. */
  "message.posted": MessageTold;
  /** To the same: what was said before turns out to be a part of a number, and says this now. */
  "message.redacted": MessageTold;
  /** To the same: what was taken out of it is no card number, and is there again. */
  "message.changed": MessageTold;
  /** To the agents of a chat and to who watches it, the author included; never to a customer. */
  "whisper.posted": WhisperTold;
  /** To the agents of a chat, who watches it, its author and who is mentioned; never to a customer. */
  "note.posted": NoteTold;
  /** To who is mentioned in a note. */
  "mention.made": MentionTold;
  /** To the caller's other screens: the notes of a chat are seen. */
  "mentions.seen": MentionsSeen;
  /** To both: a colleague has written to another. */
  "colleague.posted": ColleagueTold;
  /** To the caller's other screens: what a colleague wrote is read. */
  "colleague.read": ColleagueRead;
  /** To the agents of a chat, where the switches say so: others watch it now, or nobody. */
  "chat.watched": ChatTold;
  /** To who watched a chat: no more, though it goes on. */
  "watch.ended": WatchEnded;
  /** To the agents of a chat and to who watches it: somebody has called for help, is on it or has ended it. */
  "help.changed": HelpChanged;
  /** To who may watch chats: ask again for help.list. */
  "help.list_changed": HelpListChanged;
  /** To the agent for whom a manager writes, and to the manager. Passing. */
  "draft.changed": DraftChanged;
  /** To the agent and the manager: what has become of a draft. */
  "draft.settled": DraftSettled;
  /** To both sides: one of them has seen the chat up to seq. */
  "message.read": MessageRead;
  /** To both sides: a page of one of them has the chat up to seq; not that it was seen. */
  "message.delivered": MessageRead;
  /** To both sides and who watches: the screen is asked for, shown, or shown no more. */
  "sharing.changed": SharingChanged;
  /** To the browser that shows the screen, or sees it: of the other one. Passing. */
  "sharing.signal": SharingSignalled;
  /** To the agent. */
  "presence.changed": PresenceChanged;
  /** To agents: switches that may concern them have changed. */
  "settings.changed": SettingsChanged;
  /** To the agent: a chat has left something to do. */
  "wrap_up.started": WrapUpTold;
  /** To the agent: its codes or its time have changed. */
  "wrap_up.changed": WrapUpTold;
  /** To the agent. */
  "wrap_up.ended": WrapUpEnded;
  /** To the agent: what they keep of a chat. */
  "log.changed": LogChanged;
  /** To who watches the live figures, about once a second: what is different. Passing. */
  "dashboard.changed": DashboardChanged;
  /** To agents who take chats from the queue: its list has changed. Passing. */
  "queue.waiting": QueueWaiting;
  /** To one member of staff: what a manager did. */
  "notice": Notice;
  /** To who has saved a report, and for whom it is: it was made. */
  "report.ready": ReportReady;
  /** To a member of staff: the own name, roles, rights or reach are different. */
  "user.changed": UserChanged;
  /** To staff: a part of what is set up is different. */
  "setup.changed": SetupChanged;
  /** To the staff of a chat: a colleague has it on the screen. Passing. */
  "chat.viewing": ViewingTold;
  /** To the other side. Passing. */
  "typing": Typing;
  /** To the waiting customer. Passing. */
  "position": Position;
}

export type EventFrame = {
  [T in keyof Events]: { type: T; at: string; cursor?: string; data: Events[T] };
}[keyof Events];
