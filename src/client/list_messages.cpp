// Reads a chat page by page.
#include <charconv>

#include <boost/json.hpp>

#include "client/customer.hpp"

namespace parley::client {

namespace {

struct Listing {
    Session& session;
    std::string chat;
    std::vector<Message> messages;
    std::function<void(std::vector<Message>)> done;
    std::function<void(Problem const&)> refused;
};

void next_page(std::shared_ptr<Listing> listing, std::int64_t after_seq) {
    constexpr int page = 200;
    auto& session = listing->session;
    session.call("message.list",
                 {{"chat", listing->chat}, {"after_seq", after_seq}, {"limit", page}},
                 [listing](Answer const& answer) {
                     if (!answer) return listing->refused(answer.problem);
                     for (auto const& item : list_at(*answer.result, "items")) {
                         listing->messages.push_back(message_from(item.as_object()));
                     }
                     bool const more = answer.result->if_contains("next") != nullptr;
                     if (!more || listing->messages.empty()) {
                         return listing->done(std::move(listing->messages));
                     }
                     next_page(listing, listing->messages.back().seq);
                 });
}

}  // namespace

void list_messages(Session& session, std::string const& chat, std::int64_t after_seq,
                   std::function<void(std::vector<Message>)> done,
                   std::function<void(Problem const&)> refused) {
    next_page(std::make_shared<Listing>(session, chat, std::vector<Message>{}, std::move(done),
                                        std::move(refused)),
              after_seq);
}

}  // namespace parley::client
