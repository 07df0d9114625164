#pragma once
// Who is connected, and the way of events and answers from the store's threads to the sockets.
//
// Threads: a Lane belongs to one io thread; only post() may be called by others. The Hub is shared.
// What a store thread says (tell, answer) is kept aside until it calls flush(), so that a group of
// commits wakes each io thread once. Order is kept: what one thread said first arrives first.

#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <unordered_map>
#include <variant>
#include <vector>

#include <boost/unordered/unordered_flat_map.hpp>

#include "base/ids.hpp"
#include "live/frame.hpp"

namespace parley::live {

/// An event on its way: to the connections of this visitor and of this user.
struct Told {
    std::optional<VisitorId> visitor;
    std::optional<UserId> user;
    Cursor cursor;  // 0: passing
    Frame frame;
};

/// One connection, as a lane sees it. Called on the lane's thread.
class Receiver {
  public:
    virtual ~Receiver() = default;
    virtual void told(Told const& told) = 0;
    virtual void answered(Frame const& frame) = 0;
    virtual void signed_out() = 0;
    /// Who the user is has changed; `what` is the event about it as JSON.
    virtual void changed(Frame const& what) = 0;
    virtual void replaced() = 0;
    /// This node cannot serve; another can.
    virtual void dismissed() = 0;
};

/// Names a connection for life; a number is never used again.
struct ConnectionKey {
    int lane = 0;
    std::uint64_t number = 0;
    friend bool operator==(ConnectionKey, ConnectionKey) = default;
};

struct Answer {
    ConnectionKey to;
    Frame frame;
};
struct SignOut {
    SessionId session;
};
struct Change {
    UserId user;
    Frame what;
};
struct Replace {
    ConnectionKey which;
};
using Task = std::move_only_function<void()>;
struct Dismiss {};
using Item = std::variant<Told, Answer, SignOut, Change, Replace, Dismiss, Task>;

/// Who is at the other end of a connection.
struct Subscriber {
    std::optional<VisitorId> visitor;
    std::optional<UserId> user;
    SessionId session;  // staff, wallboards
};

class Lane {
  public:
    using Wake = std::function<void()>;  // makes run() happen soon on the lane's thread
    Lane(int number, Wake wake) : number_(number), wake_(std::move(wake)) {}

    void post(std::vector<Item>&& items);
    int number() const { return number_; }

    // On the lane's own thread.
    void run();
    ConnectionKey join(Receiver& receiver);
    void subscribe(ConnectionKey key, Subscriber const& who);
    void leave(ConnectionKey key);

  private:
    struct Member {
        Receiver* receiver;
        Subscriber who;
    };
    void hand_over(Item& item);
    Receiver* find(ConnectionKey key);

    int const number_;
    Wake const wake_;
    std::mutex mutex_;
    std::vector<Item> posted_;
    std::uint64_t last_number_ = 0;
    std::unordered_map<std::uint64_t, Member> members_;
    std::unordered_map<VisitorId, std::vector<std::uint64_t>> by_visitor_;
    std::unordered_map<UserId, std::vector<std::uint64_t>> by_user_;
};

class Hub {
  public:
    /// Called when somebody's first connection has come or the last has gone, under a lock, so that
    /// the calls have the order of what happened. Must not block.
    using Presence = std::function<void(Subscriber const&, bool connected)>;
    explicit Hub(Presence presence) : presence_(std::move(presence)) {}

    Lane& add_lane(Lane::Wake wake);

    static constexpr std::size_t lanes_max = 64;

    // From any thread; nothing moves before flush() by the same thread.
    //
    // An event reaches who has entered() before it is told. Whoever enters first and reads what is
    // stored then misses nothing.
    void tell(Told told);
    void answer(ConnectionKey to, Frame frame);
    void sign_out(SessionId session);
    void change(UserId user, Frame what);
    void dismiss_all();
    void run_on(int lane, Task task);
    void flush();

    /// Counts a connection of a user or visitor, and no others. Of one with more than `most` the
    /// oldest is closed.
    void entered(Subscriber const& who, ConnectionKey key, std::int64_t most);
    void left(Subscriber const& who, ConnectionKey key);
    /// Users who have a connection here.
    std::vector<UserId> users();
    /// Calls `presence` for each of them with what is so now.
    void tell_presence_again(std::vector<Subscriber> const& all);
    /// Whether somebody is here to be told.
    bool has(std::optional<VisitorId> visitor, std::optional<UserId> user);

  private:
    /// Somebody's connections, and a bit for each lane that has one.
    struct Present {
        std::uint64_t lanes = 0;
        std::vector<ConnectionKey> keys;
        void look_again();
    };
    std::uint64_t lanes_of(std::optional<VisitorId> visitor, std::optional<UserId> user);
    std::vector<Item>& staged(int lane);

    Presence const presence_;
    std::vector<std::unique_ptr<Lane>> lanes_;  // complete before any thread uses the hub
    std::mutex mutex_;
    // Looked into for each event of every node: flat, or each look would wait for memory.
    boost::unordered_flat_map<UserId, Present, std::hash<UserId>> users_;
    boost::unordered_flat_map<VisitorId, Present, std::hash<VisitorId>> visitors_;
};

}  // namespace parley::live
