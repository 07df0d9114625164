// floor_relay [PORT]: the bare relay, nothing stored.
#include "floor.hpp"

int main(int count, char** arguments) {
    parley::bench::Floor floor;
    floor.serve(parley::bench::port_of(count, arguments), nullptr);
    return 0;
}
