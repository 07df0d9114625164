// floor_relay [--batches] [PORT]: the relay, nothing stored.
#include "floor.hpp"

int main(int count, char** arguments) {
    auto const options = parley::bench::read_options(count, arguments);
    parley::bench::Floor floor{options.frames};
    floor.serve(options.port, nullptr);
    return 0;
}
