#include "served.hpp"

namespace parley::history {

double Served::ms_since(client::SteadyTime when) {
    return std::chrono::duration<double, std::milli>(client::steady_now() - when).count();
}

void Served::fault(std::vector<std::string> const& chats) {
    begun_ = true;
    when_ = client::steady_now();
    for (auto const& chat : chats) open_.try_emplace(chat);
}

void Served::sent(std::string const& message, bool by_customer) {
    if (begun_) (by_customer ? by_customers_ : by_agents_).insert(message);
}

void Served::told(std::string const& chat, std::string const& message, bool to_customer) {
    auto const found = open_.find(chat);
    if (found == open_.end()) return;
    auto& [customer, agent] = found->second;
    if (to_customer && by_agents_.contains(message)) customer = true;
    if (!to_customer && by_customers_.contains(message)) agent = true;
    if (!customer || !agent) return;
    spans_.push_back(ms_since(when_));
    open_.erase(found);
}

std::vector<double> Served::spans() const {
    auto spans = spans_;
    spans.resize(spans.size() + open_.size(), ms_since(when_));
    return spans;
}

}  // namespace parley::history
