// What the relays speak: the floors (floor.hpp) and Socket.IO 4 (socketio/server.mjs).
#include "client/load_marks.hpp"
#include "relay_target.hpp"

namespace parley::bench {

namespace {

using client::LoadListener;
using client::LoadMark;
using client::SocketOptions;
using client::Told;

class FloorWire : public Wire {
  public:
    SocketOptions customer(int pair) const override {
        return at("/customer/" + std::to_string(pair));
    }
    SocketOptions agent(int number, int of) const override {
        return at("/agent/" + std::to_string(number) + "/" + std::to_string(of));
    }
    SocketOptions idle() const override { return at("/idle"); }
    std::string hello() const override { return {}; }
    bool welcome(std::string_view) const override { return true; }

    void write(std::string& out, LoadMark mark) const override {
        client::write_post(out, mark, std::to_string(mark.pair));
    }

    std::string_view read(std::string_view frame, LoadListener& listener) const override {
        client::read_marks(frame, [&](Told told, LoadMark mark) {
            told == Told::posted ? listener.delivered(mark) : listener.acknowledged(mark);
        });
        return {};
    }

  private:
    static SocketOptions at(std::string target) { return {.target = std::move(target)}; }
};

/// Engine.IO 4 and Socket.IO 5 in text frames: 0 open, 2 ping, 3 pong, 40 connect, 42 event, 43
/// answer.
class SocketIoWire : public Wire {
  public:
    SocketOptions customer(int pair) const override {
        return at("side=customer&number=" + std::to_string(pair));
    }
    SocketOptions agent(int number, int of) const override {
        return at("side=agent&number=" + std::to_string(number) + "&of=" + std::to_string(of));
    }
    SocketOptions idle() const override { return at("side=idle"); }
    std::string hello() const override { return "40"; }
    bool welcome(std::string_view frame) const override { return frame.starts_with("40"); }

    void write(std::string& out, LoadMark mark) const override {
        out.assign("42").append(std::to_string(client::id_of(mark))).append(R"(["post",{"pair":)");
        out.append(std::to_string(mark.pair)).append(R"(,"client_id":")");
        client::append_load_uuid(out, mark);
        out.append(R"(","text":")");
        client::append_load_text(out, mark);
        out.append(R"("}])");
    }

    std::string_view read(std::string_view frame, LoadListener& listener) const override {
        if (frame == "2") return "3";
        if (frame.starts_with("43")) {
            listener.acknowledged(client::mark_of(std::stoll(std::string{frame.substr(2)})));
        } else if (auto const mark = client::find_load_text(frame)) {
            listener.delivered(*mark);
        }
        return {};
    }

  private:
    static SocketOptions at(std::string const& query) {
        return {.target = "/socket.io/?EIO=4&transport=websocket&" + query, .subprotocol = ""};
    }
};

}  // namespace

std::unique_ptr<Wire> floor_wire() { return std::make_unique<FloorWire>(); }
std::unique_ptr<Wire> socketio_wire() { return std::make_unique<SocketIoWire>(); }

}  // namespace parley::bench
