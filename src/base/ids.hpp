#pragma once
// Ids: one type for each kind of thing, so that a chat's id cannot be passed where an offer's is
// meant. Stored as a 63-bit number that grows with time (an index appends instead of scattering);
// shown as prefix and 13 letters, for instance chat_01jd8x0k2m9vq. An id is a name and never a
// right: every access is checked (docs/decisions/0003-ids.md).

#include <algorithm>
#include <compare>
#include <cstdint>
#include <functional>
#include <mutex>
#include <optional>
#include <random>
#include <string>
#include <string_view>

#include "base/time.hpp"

namespace parley {

template <class Tag>
struct Id {
    std::int64_t value = 0;

    static constexpr std::string_view prefix = Tag::prefix;
    friend constexpr auto operator<=>(Id, Id) = default;
    explicit constexpr operator bool() const { return value != 0; }
};

struct OrganizationTag {
    static constexpr std::string_view prefix = "org";
};
struct PartitionTag {
    static constexpr std::string_view prefix = "part";
};
struct TeamTag {
    static constexpr std::string_view prefix = "team";
};
struct UserTag {
    static constexpr std::string_view prefix = "usr";
};
struct VisitorTag {
    static constexpr std::string_view prefix = "vis";
};
struct SessionTag {
    static constexpr std::string_view prefix = "ses";
};
struct QueueTag {
    static constexpr std::string_view prefix = "queue";
};
struct ChatTag {
    static constexpr std::string_view prefix = "chat";
};
struct OfferTag {
    static constexpr std::string_view prefix = "offer";
};
struct MessageTag {
    static constexpr std::string_view prefix = "msg";
};
struct SharingTag {
    static constexpr std::string_view prefix = "share";
};
struct FileTag {
    static constexpr std::string_view prefix = "file";
};
struct SettingChangeTag {
    static constexpr std::string_view prefix = "change";
};
struct CodeListTag {
    static constexpr std::string_view prefix = "list";
};
struct CodeTag {
    static constexpr std::string_view prefix = "code";
};
struct WrapUpTag {
    static constexpr std::string_view prefix = "wrap";
};
struct NodeTag {
    static constexpr std::string_view prefix = "node";
};
struct TimerTag {
    static constexpr std::string_view prefix = "tmr";
};
struct SkillTag {
    static constexpr std::string_view prefix = "skill";
};
struct HoursTag {
    static constexpr std::string_view prefix = "hours";
};
struct RuleTag {
    static constexpr std::string_view prefix = "rule";
};
struct BotTag {
    static constexpr std::string_view prefix = "bot";
};
struct WallboardTag {
    static constexpr std::string_view prefix = "board";
};
struct ReportTag {
    static constexpr std::string_view prefix = "report";
};
struct ReportRunTag {
    static constexpr std::string_view prefix = "run";
};
struct CannedTag {
    static constexpr std::string_view prefix = "canned";
};
struct ArticleTag {
    static constexpr std::string_view prefix = "article";
};
struct CategoryTag {
    static constexpr std::string_view prefix = "cat";
};
struct VoteTag {
    static constexpr std::string_view prefix = "vote";
};
struct MailTag {
    static constexpr std::string_view prefix = "mail";
};

using OrganizationId = Id<OrganizationTag>;
using PartitionId = Id<PartitionTag>;
using TeamId = Id<TeamTag>;
using UserId = Id<UserTag>;
using VisitorId = Id<VisitorTag>;
using SessionId = Id<SessionTag>;
using QueueId = Id<QueueTag>;
using ChatId = Id<ChatTag>;
using OfferId = Id<OfferTag>;
using MessageId = Id<MessageTag>;
using SharingId = Id<SharingTag>;
using FileId = Id<FileTag>;
using SettingChangeId = Id<SettingChangeTag>;
using CodeListId = Id<CodeListTag>;
using CodeId = Id<CodeTag>;
using WrapUpId = Id<WrapUpTag>;
using NodeId = Id<NodeTag>;
using TimerId = Id<TimerTag>;
using SkillId = Id<SkillTag>;
using HoursId = Id<HoursTag>;
using RuleId = Id<RuleTag>;
using BotId = Id<BotTag>;
using WallboardId = Id<WallboardTag>;
using ReportId = Id<ReportTag>;
using ReportRunId = Id<ReportRunTag>;
using CannedId = Id<CannedTag>;
using ArticleId = Id<ArticleTag>;
using CategoryId = Id<CategoryTag>;
using VoteId = Id<VoteTag>;
using MailId = Id<MailTag>;

/// A place in the stream of durable events. Not an Id: it counts commits, for the whole
/// installation.
struct Cursor {
    std::int64_t value = 0;
    friend constexpr auto operator<=>(Cursor, Cursor) = default;
};

/// 13 letters of Crockford's base 32, most significant first: the order of texts is that of
/// numbers.
std::string encode_id(std::string_view prefix, std::int64_t value);

/// Nothing where the text is not exactly what encode_id gives for this prefix.
std::optional<std::int64_t> decode_id(std::string_view prefix, std::string_view text);

template <class Tag>
std::string to_text(Id<Tag> id) {
    return encode_id(Tag::prefix, id.value);
}

template <class Tag>
std::optional<Id<Tag>> id_from_text(std::string_view text) {
    auto const value = decode_id(Tag::prefix, text);
    return value ? std::optional{Id<Tag>{*value}} : std::nullopt;
}

/// Makes ids: 42 bits of milliseconds (until the year 2109), 21 bits that start at random in each
/// millisecond and count up. Safe to share between threads; two nodes may, very rarely, make the
/// same id, and then the primary key refuses the second and its operation is run again.
class IdMaker {
  public:
    /// What was made at that time or later has this id or a higher one, where all clocks agree.
    static constexpr std::int64_t first_at(Instant at) {
        constexpr std::int64_t last_ms = (std::int64_t{1} << 42) - 1;
        return std::clamp<std::int64_t>(at.ms, 0, last_ms) << counter_bits;
    }

    IdMaker(Clock const& clock, std::uint64_t seed) : clock_(clock), random_(seed) {}

    template <class Any>
    Any make() {
        return Any{next()};
    }

  private:
    static constexpr int counter_bits = 21;

    std::int64_t next();

    Clock const& clock_;
    std::mutex mutex_;
    std::mt19937_64 random_;
    std::int64_t last_ = 0;
};

}  // namespace parley

template <class Tag>
struct std::hash<parley::Id<Tag>> {
    std::size_t operator()(parley::Id<Tag> id) const noexcept {
        return std::hash<std::uint64_t>{}(static_cast<std::uint64_t>(id.value) *
                                          0x9E3779B97F4A7C15u);
    }
};
