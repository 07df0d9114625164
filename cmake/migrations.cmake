# Writes OUT: a C++ file with the text of every FILES entry, in their order.
file(WRITE ${OUT}.new "#include <cstddef>\n#include <string_view>\nnamespace parley::store {\n"
  "extern std::string_view const migration_texts[];\nextern std::size_t const migration_count;\n"
  "std::string_view const migration_texts[] = {\n")
set(count 0)
foreach(file ${FILES})
  file(READ ${file} text)
  file(APPEND ${OUT}.new "R\"sql(${text})sql\",\n")
  math(EXPR count "${count} + 1")
endforeach()
file(APPEND ${OUT}.new "};\nstd::size_t const migration_count = ${count};\n}\n")
file(RENAME ${OUT}.new ${OUT})
