#pragma once
// The documents made from the declarations: OpenAPI 3.1, AsyncAPI 3.0 and the TypeScript types of
// the web client.

#include <string>

namespace parley::api {

std::string openapi_document();
std::string asyncapi_document();
std::string typescript_document();

}  // namespace parley::api
