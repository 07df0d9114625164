// What is spoken to a socket itself: it watches the live figures, or asks how browsers find each
// other.
#include "api/problem.hpp"
#include "api/sharing_servers.hpp"
#include "api/socket.hpp"
#include "api/strict_json.hpp"
#include "service/sharing.hpp"

namespace parley::api {

void Socket::handle_socket_call(Operation const& operation, boost::json::value const& params,
                                std::string const& id) {
    operation.name == "sharing.servers" ? handle_servers(operation, params, id)
                                        : handle_watch(operation, params, id);
}

void Socket::handle_watch(Operation const& operation, boost::json::value const& params,
                          std::string const& id) {
    bool const ends = operation.name == "dashboard.unwatch";
    auto const wanted = ends ? service::DashboardGet{} : read_params<service::DashboardGet>(params);
    if (ends) read_params<service::Nothing>(params);
    if (!ends) service::dashboard_scope(*actor_, wanted);  // refuses, and what was watched goes on
    answer_error(std::exchange(watch_waits_, ends ? std::string{} : id),
                 Refused{Code::conflict, "another call has taken its place"});
    ++watch_;
    if (ends) {
        gateway_.dashboards().unwatch(key_);
        gateway_.counts().count(operation, nullptr);
        if (!id.empty()) wire_.send(live::make_frame(rpc_result(id, "{}")));
        return;
    }
    auto tell = [self = self_, watch = watch_](Dashboards::What what, live::Frame const& frame) {
        auto* const socket = *self;
        if (!socket || socket->state_ == State::closing || watch != socket->watch_) return;
        bool const answer = what == Dashboards::What::answer;
        if (answer) socket->watch_waits_.clear();
        // All figures at once may be more than usually waits for a client.
        answer ? socket->wire_.send_unbounded(frame) : socket->wire_.send(frame);
    };
    gateway_.dashboards().watch({key_, id, std::move(tell)}, actor_, wanted);
}

void Socket::handle_servers(Operation const& operation, boost::json::value const& params,
                            std::string const& id) {
    auto const chat = read_params<service::SharingServers>(params).chat;
    auto const name = is_staff() ? to_text(actor_->user) : to_text(actor_->visitor);
    auto const need = [actor = actor_, chat](store::Tx& tx) {
        service::need_sharing(tx, *actor, chat);
    };
    auto answer = [&gateway = gateway_, &operation, key = key_, id, name](Refused const* refused) {
        gateway.counts().count(operation, refused);
        if (id.empty()) return;
        auto const servers = ice_servers(gateway.sharing(), name, gateway.clock().now());
        gateway.hub().answer(key, live::make_frame(refused ? rpc_error(id, *refused)
                                                           : rpc_result(id, to_json(servers))));
        if (refused) gateway.hub().flush();  // it may come from this very thread
    };
    gateway_.submit(Kind::read, need, std::move(answer));
}

}  // namespace parley::api
