#pragma once
// One signed-in WebSocket: JSON-RPC in, answers and events out.
//
// Threads: everything here happens on the io thread of its lane.
//
// INVARIANT 1: until session.open has been answered, events are kept aside; afterwards each event
// with a cursor is sent exactly once and in the order of the cursors (P4).

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "api/connection.hpp"
#include "api/gateway.hpp"

namespace parley::api {

class Socket : public Connection, public live::Receiver {
  public:
    Socket(Gateway& gateway, live::Lane& lane, Peer peer, live::Wire& wire);

    // Connection
    void received(std::string_view text) override;
    void closed() override;
    void tick(Instant now) override;
    std::size_t message_bytes_max() const override;

    // live::Receiver
    void told(live::Told const& told) override;
    void answered(live::Frame const& frame) override;
    void signed_out() override;
    void changed(live::Frame const& what) override;
    void replaced() override;
    void dismissed() override;

  private:
    enum class State { fresh, opening, open, closing };

    void handle(std::string_view text);
    void handle_call(boost::json::value const& call);
    void dispatch(Operation const& operation, boost::json::value const& params,
                  std::string const& id);
    void handle_session_call(Operation const& operation, boost::json::value const& params,
                             std::string const& id);
    void handle_socket_call(Operation const& operation, boost::json::value const& params,
                            std::string const& id);
    void handle_watch(Operation const& operation, boost::json::value const& params,
                      std::string const& id);
    void handle_servers(Operation const& operation, boost::json::value const& params,
                        std::string const& id);
    bool was_sent(live::Told const& told) const;
    bool typing_is_news(boost::json::value const& params);
    void bad_frame(Refused const& refused, int number);
    void count_flood(Refused const& refused);
    void answer_error(std::string const& id, Refused const& refused);
    void close(live::Close code, std::string_view reason);

    void open(SessionOpen const& params, std::string const& id);
    void authenticated(service::SignedIn signed_in, std::optional<Cursor> after,
                       std::string const& id);
    void opened(service::Missed missed, std::optional<service::UserView> user,
                std::string const& id);
    void become(service::UserView const& user);
    live::Subscriber subscriber() const;
    bool is_staff() const { return actor_->kind == service::Actor::Kind::staff; }
    Metrics::Gauge& sockets_of_its_kind();

    /// Runs a read job and then `then` on this lane, unless the socket is gone by then.
    template <class Result>
    void read_then(std::move_only_function<Result(store::Tx&)> read,
                   std::move_only_function<void(Refused const*, Result)> then);

    Gateway& gateway_;
    live::Lane& lane_;
    Peer const peer_;
    live::Wire& wire_;
    live::ConnectionKey const key_;
    std::shared_ptr<Socket*> self_;  // points to nothing once the socket is gone
    State state_ = State::fresh;
    Instant const since_;
    std::shared_ptr<service::Actor const> actor_;
    Instant expires_at_{INT64_MAX};
    Bucket calls_;
    Bucket bad_frames_;
    Bucket floods_;                                // calls refused as too many
    std::map<std::string, Instant> typing_known_;  // chat → until when nobody is told again
    std::vector<live::Told> early_;                // events that came while opening
    Cursor sent_up_to_;                            // what was missed has been sent up to here
    std::vector<std::string> held_;                // messages that came while opening
    int watch_ = 0;                                // counts what was watched, and what was not
    std::string watch_waits_;                      // the call that has not been answered
};

}  // namespace parley::api
