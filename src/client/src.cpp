// The compiled parts of Asio and Beast, once (BOOST_ASIO_SEPARATE_COMPILATION). A program that
// links net too takes them from whichever of the two comes first.
#include <boost/asio/impl/src.hpp>
#include <boost/beast/src.hpp>
