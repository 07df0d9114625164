#include "live/nats/bus.hpp"

#include <atomic>
#include <charconv>
#include <mutex>
#include <stdexcept>

#include <nats/nats.h>

namespace parley::live::nats {

namespace {

// Foreign bytes: whoever may write to the bus could send anything.
constexpr std::size_t passing_bytes_max = 64 * 1024;
constexpr char field_end = '\n';

void check(natsStatus status, std::string const& what) {
    if (status != NATS_OK) {
        throw std::runtime_error("cannot use the bus: " + what + ": " + natsStatus_GetText(status));
    }
}

/// type, visitor, user, data: a line each but for the last.
std::string to_bytes(Passing const& event) {
    auto const number = [](auto const& id) { return std::to_string(id ? id->value : 0); };
    return event.type + field_end + number(event.visitor) + field_end + number(event.user) +
           field_end + event.data;
}

std::optional<std::int64_t> number_of(std::string_view text) {
    std::int64_t value = 0;
    auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size() || value < 0) return std::nullopt;
    return value;
}

std::optional<Passing> from_bytes(std::string_view bytes) {
    if (bytes.size() > passing_bytes_max) return std::nullopt;
    std::string_view fields[3];
    for (auto& field : fields) {
        auto const end = bytes.find(field_end);
        if (end == std::string_view::npos) return std::nullopt;
        field = bytes.substr(0, end);
        bytes.remove_prefix(end + 1);
    }
    auto const visitor = number_of(fields[1]);
    auto const user = number_of(fields[2]);
    if (!visitor || !user) return std::nullopt;
    Passing event{std::string{fields[0]}, {}, {}, std::string{bytes}};
    if (*visitor != 0) event.visitor = VisitorId{*visitor};
    if (*user != 0) event.user = UserId{*user};
    return event;
}

class NatsBus : public Bus {
  public:
    NatsBus(std::string const& url, std::string const& installation, BusHandlers handlers)
        : handlers_(std::move(handlers)),
          wake_subject_("parley." + installation + ".wake"),
          pass_subject_("parley." + installation + ".pass") {
        natsOptions* options = nullptr;
        check(natsOptions_Create(&options), "options");
        std::unique_ptr<natsOptions, void (*)(natsOptions*)> const owner{options,
                                                                         natsOptions_Destroy};
        check(natsOptions_SetURL(options, url.c_str()), url);
        natsOptions_SetName(options, "parley");
        if (url.starts_with("tls://")) natsOptions_SetSecure(options, true);
        natsOptions_SetNoEcho(options, true);
        natsOptions_SetMaxReconnect(options, -1);
        natsOptions_SetReconnectWait(options, 200);
        natsOptions_SetReconnectJitter(options, 100, 100);
        natsOptions_SetTimeout(options, 2000);
        natsOptions_SetPingInterval(options, 2000);
        natsOptions_SetMaxPingsOut(options, 2);
        // What is told late is worth nothing: the others have looked by themselves.
        natsOptions_SetReconnectBufSize(options, 0);
        natsOptions_SetSendAsap(options, true);
        // A bus that stands still must not hold up whoever tells it something.
        natsOptions_SetWriteDeadline(options, 1000);
        natsOptions_SetDisconnectedCB(options, &NatsBus::disconnected, this);
        natsOptions_SetReconnectedCB(options, &NatsBus::reconnected, this);
        natsOptions_SetRetryOnFailedConnect(options, true, &NatsBus::reconnected, this);
        auto const status = natsConnection_Connect(&connection_, options);
        if (status != NATS_NOT_YET_CONNECTED) check(status, url);
        connected_ = status == NATS_OK;
        check(natsConnection_Subscribe(&wakes_, connection_, wake_subject_.c_str(),
                                       &NatsBus::on_wake, this),
              wake_subject_);
        check(natsConnection_Subscribe(&passes_, connection_, pass_subject_.c_str(),
                                       &NatsBus::on_pass, this),
              pass_subject_);
    }
    ~NatsBus() override { stop(); }

    void wake(Cursor cursor) override { publish(wake_subject_, std::to_string(cursor.value)); }

    void pass(Passing const& event) override { publish(pass_subject_, to_bytes(event)); }

    bool connected() const override { return connected_; }

    void stop() override {
        std::scoped_lock const lock{publishing_};
        if (!connection_) return;
        natsSubscription_Destroy(wakes_);
        natsSubscription_Destroy(passes_);
        natsConnection_Destroy(connection_);
        connection_ = nullptr;
        nats_CloseAndWait(0);  // until the library's threads have ended: no handler runs any more
    }

  private:
    void publish(std::string const& subject, std::string const& bytes) {
        std::scoped_lock const lock{publishing_};
        if (!connection_) return;  // stopped, while the store still tells of its last commits
        natsConnection_Publish(connection_, subject.c_str(), bytes.data(),
                               static_cast<int>(bytes.size()));
    }
    static std::string_view bytes_of(natsMsg* message) {
        return {natsMsg_GetData(message), static_cast<std::size_t>(natsMsg_GetDataLength(message))};
    }
    static void on_wake(natsConnection*, natsSubscription*, natsMsg* message, void* self) {
        auto const cursor = number_of(bytes_of(message));
        natsMsg_Destroy(message);
        if (cursor) static_cast<NatsBus*>(self)->handlers_.woken({*cursor});
    }
    static void on_pass(natsConnection*, natsSubscription*, natsMsg* message, void* self) {
        auto event = from_bytes(bytes_of(message));
        natsMsg_Destroy(message);
        if (event) static_cast<NatsBus*>(self)->handlers_.passed(std::move(*event));
    }
    static void disconnected(natsConnection*, void* self) {
        static_cast<NatsBus*>(self)->set(false);
    }
    static void reconnected(natsConnection*, void* self) { static_cast<NatsBus*>(self)->set(true); }
    void set(bool connected) {
        connected_ = connected;
        handlers_.changed(connected);
    }

    BusHandlers const handlers_;
    std::string const wake_subject_;
    std::string const pass_subject_;
    std::atomic<bool> connected_ = false;
    std::mutex publishing_;  // guards connection_ against its end
    natsConnection* connection_ = nullptr;
    natsSubscription* wakes_ = nullptr;
    natsSubscription* passes_ = nullptr;
};

}  // namespace

std::unique_ptr<Bus> connect(std::string const& url, std::string const& installation,
                             BusHandlers handlers) {
    return std::make_unique<NatsBus>(url, installation, std::move(handlers));
}

}  // namespace parley::live::nats
