#pragma once
// Who is asked first, of those who could take a chat. Source: behaviour.md 6.5.

#include <boost/describe.hpp>

namespace parley::domain {

enum class Strategy {
    longest_idle,  // who had none offered, and ended none, for longest
    round_robin,   // one after the other, whatever they have to do
    least_load,    // who has the fewest chats
};
BOOST_DESCRIBE_ENUM(Strategy, longest_idle, round_robin, least_load)

}  // namespace parley::domain
