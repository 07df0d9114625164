#pragma once
// Queries on bots, and on the chats in which they answer.

#include <optional>
#include <string>
#include <vector>

#include "store/rows.hpp"
#include "store/statement.hpp"

namespace parley::store {

struct Bot {
    BotId id;
    OrganizationId organization;
    std::string name;
    std::string plan;  // domain::Bot as JSON
};
BOOST_DESCRIBE_STRUCT(Bot, (), (id, organization, name, plan))

/// Who answers in a chat, and how many of the customer's last texts have found nothing.
struct BotTalk {
    std::optional<BotId> bot;
    std::int64_t unknown = 0;
};
BOOST_DESCRIBE_STRUCT(BotTalk, (), (bot, unknown))

class Bots {
  public:
    explicit Bots(Database& sql);

    // By name.
    void save(Bot const& bot);
    /// Takes it off its queues.
    void remove(BotId id);
    std::optional<Bot> find(BotId id);
    std::vector<Bot> all(OrganizationId organization);
    std::vector<QueueId> queues_with(BotId id);
    void set_bot(QueueId queue, std::optional<BotId> bot);

    BotTalk talk(ChatId chat);
    /// The bot answers in the chat from now on; nothing: no bot does any more.
    void set_talk(ChatId chat, std::optional<BotId> bot);
    void set_unknown(ChatId chat, std::int64_t unknown);
    /// domain::BotCard as JSON.
    void set_card(ChatId chat, std::string const& card);
    /// From now on the customer waits for an agent.
    void handed_over(ChatId chat, Instant at);

  private:
    Statement<NoRow, BotId, OrganizationId, std::string, std::string> save_;
    Statement<NoRow, BotId> leave_queues_;
    Statement<NoRow, BotId> remove_;
    Statement<Bot, BotId> by_id_;
    Statement<Bot, OrganizationId> all_;
    Statement<QueueId, BotId> queues_with_;
    Statement<NoRow, std::optional<BotId>, QueueId> set_bot_;
    Statement<BotTalk, ChatId> talk_;
    Statement<NoRow, std::optional<BotId>, ChatId> set_talk_;
    Statement<NoRow, std::int64_t, ChatId> set_unknown_;
    Statement<NoRow, std::string, ChatId> set_card_;
    Statement<NoRow, Instant, ChatId> handed_over_;
};

}  // namespace parley::store
