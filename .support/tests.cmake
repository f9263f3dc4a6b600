# SPDX-License-Identifier: GPL-2.0-only

# Tests and benchmarks of the standalone build. The file lists come from CMakeLists.txt.

# ---- unit tests of the pure rooms

find_package(GTest REQUIRED)
include(GoogleTest)

add_library(mip6-unit-test-objects OBJECT ${mip6_unit_test_sources})
target_compile_definitions(
  mip6-unit-test-objects PRIVATE MIP6_DOC_DIR="${CMAKE_CURRENT_SOURCE_DIR}/doc"
                                 MIP6_VECTOR_DIR="${CMAKE_CURRENT_SOURCE_DIR}/test/vectors"
)
target_link_libraries(mip6-unit-test-objects PUBLIC mip6-pure GTest::gmock GTest::gtest_main)
# What a test checks does not depend on its own optimization, which takes most of its compile time.
target_compile_options(mip6-unit-test-objects PRIVATE -O1)
target_precompile_headers(
  mip6-unit-test-objects
  PRIVATE
    <gmock/gmock.h>
    <gtest/gtest.h>
    <ns3/ipv6-address.h>
    <ns3/nstime.h>
    <optional>
    <string>
    <variant>
    <vector>
)
add_executable(mip6-unit-tests $<TARGET_OBJECTS:mip6-unit-test-objects>)
target_link_libraries(mip6-unit-tests PRIVATE mip6-pure GTest::gmock GTest::gtest_main)
add_test(NAME unit COMMAND mip6-unit-tests)

# ---- how much of the wire room the unit tests reach

set(mip6_wire_sources ${mip6_pure_sources})
list(FILTER mip6_wire_sources INCLUDE REGEX "^model/wire/")

string(REGEX MATCH "^[0-9]+" mip6_compiler_major "${CMAKE_CXX_COMPILER_VERSION}")
find_program(MIP6_GCOV NAMES gcov-${mip6_compiler_major} gcov)
if(MIP6_GCOV AND CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND NOT CMAKE_BUILD_TYPE STREQUAL "Sanitize")
  add_library(mip6-wire-coverage OBJECT ${mip6_wire_sources})
  target_link_libraries(mip6-wire-coverage PRIVATE mip6-options ${mip6_ns3_pure})
  target_compile_options(mip6-wire-coverage PRIVATE -O0 --coverage)
  # The linker takes the first of several equal functions, so those that count come before the inline
  # functions of the tests and before mip6-pure.
  add_executable(
    mip6-coverage-tests $<TARGET_OBJECTS:mip6-wire-coverage>
                        $<TARGET_OBJECTS:mip6-unit-test-objects>
  )
  target_link_libraries(
    mip6-coverage-tests PRIVATE mip6-pure GTest::gmock GTest::gtest_main --coverage
  )
  add_test(
    NAME wire-coverage
    COMMAND
      Python3::Interpreter ${CMAKE_CURRENT_SOURCE_DIR}/test/wire-coverage.py
      $<TARGET_FILE:mip6-coverage-tests> ${CMAKE_BINARY_DIR}/CMakeFiles/mip6-wire-coverage.dir
      ${MIP6_GCOV}
  )
  set_tests_properties(wire-coverage PROPERTIES LABELS slow)
endif()

# ---- ns-3 test suites, one ctest each

mip6_add_program(mip6-suite-runner test/mip6-test-runner.cc ${mip6_test_suite_sources})

foreach(source IN LISTS mip6_test_suite_sources)
  if(NOT source MATCHES "^test/(.*)-test-suite\\.cc$")
    continue()
  endif()
  set(suite ${CMAKE_MATCH_1})
  add_test(NAME ${suite} COMMAND mip6-suite-runner --suite=${suite} --fullness=TAKES_FOREVER
                                 --verbose --tempdir=${CMAKE_BINARY_DIR}/test-output/${suite}
  )
  if(suite IN_LIST mip6_slow_suites)
    set_tests_properties(${suite} PROPERTIES LABELS slow)
  endif()
endforeach()

# ---- the same under valgrind, which does not get along with the sanitizers

find_program(MIP6_VALGRIND valgrind)

function(mip6_add_valgrind_test name)
  if(MIP6_VALGRIND AND NOT CMAKE_BUILD_TYPE STREQUAL "Sanitize")
    add_test(
      NAME ${name}-valgrind
      COMMAND ${MIP6_VALGRIND} --quiet --error-exitcode=1 --leak-check=full
              --errors-for-leak-kinds=definite ${ARGN}
    )
    set_tests_properties(${name}-valgrind PROPERTIES LABELS slow)
  endif()
endfunction()

mip6_add_valgrind_test(unit $<TARGET_FILE:mip6-unit-tests>)
foreach(suite IN LISTS mip6_valgrind_suites)
  mip6_add_valgrind_test(
    ${suite} $<TARGET_FILE:mip6-suite-runner> --suite=${suite}
    --tempdir=${CMAKE_BINARY_DIR}/test-output/${suite}-valgrind
  )
endforeach()

# ---- examples; each is also run at twice its length

foreach(source IN LISTS mip6_example_programs)
  get_filename_component(name ${source} NAME_WE)
  mip6_add_program(${name} ${source})
  add_test(NAME ${name}-example COMMAND ${name} --stop=60s)
endforeach()

# ---- end-to-end: the program's results, judged by tshark and scapy

foreach(name captures input keys linux-order messages mobile-networks nesting scenarios tables)
  add_test(NAME e2e-${name} COMMAND Python3::Interpreter
                                    ${CMAKE_CURRENT_SOURCE_DIR}/test/e2e/${name}-test.py
  )
  set_tests_properties(
    e2e-${name} PROPERTIES ENVIRONMENT MIP6_RUN=$<TARGET_FILE:mip6-run> LABELS e2e
  )
endforeach()
set_tests_properties(
  e2e-captures e2e-messages e2e-mobile-networks e2e-nesting e2e-scenarios PROPERTIES LABELS "e2e;slow"
)

add_test(NAME e2e-example COMMAND Python3::Interpreter
                                  ${CMAKE_CURRENT_SOURCE_DIR}/test/e2e/example-test.py
)
set_tests_properties(
  e2e-example PROPERTIES ENVIRONMENT MIP6_EXAMPLE=$<TARGET_FILE:mip6-route-optimization> LABELS e2e
)

mip6_add_program(mip6-write-samples test/mip6-write-samples.cc)
add_test(NAME e2e-formats COMMAND Python3::Interpreter
                                  ${CMAKE_CURRENT_SOURCE_DIR}/test/e2e/formats-test.py
)
set_tests_properties(
  e2e-formats PROPERTIES ENVIRONMENT MIP6_WRITE_SAMPLES=$<TARGET_FILE:mip6-write-samples> LABELS e2e
)

# ---- checks of the sources

add_test(NAME layout COMMAND Python3::Interpreter ${CMAKE_CURRENT_SOURCE_DIR}/test/check-layout.py)
add_test(NAME layout-self-test COMMAND Python3::Interpreter
                                       ${CMAKE_CURRENT_SOURCE_DIR}/test/check-layout-test.py
)

add_test(NAME coverage-doc COMMAND Python3::Interpreter
                                   ${CMAKE_CURRENT_SOURCE_DIR}/test/check-coverage-doc.py
)
add_test(NAME coverage-doc-self-test COMMAND Python3::Interpreter
                                             ${CMAKE_CURRENT_SOURCE_DIR}/test/check-coverage-doc-test.py
)

add_test(NAME launcher COMMAND Python3::Interpreter ${CMAKE_CURRENT_SOURCE_DIR}/test/launcher-test.py)

set(mip6_cxx_files
    ${mip6_pure_headers}
    ${mip6_pure_sources}
    ${mip6_stack_headers}
    ${mip6_stack_sources}
    ${mip6_helper_headers}
    ${mip6_helper_sources}
    ${mip6_run_sources}
    ${mip6_example_programs}
    ${mip6_unit_test_sources}
    ${mip6_test_suite_sources}
    test/mip6-test-runner.cc
    test/mip6-write-samples.cc
    ${mip6_benchmark_sources}
    ${mip6_fuzz_sources}
)
find_program(MIP6_CLANG_FORMAT clang-format)
if(MIP6_CLANG_FORMAT)
  add_test(
    NAME format
    COMMAND ${MIP6_CLANG_FORMAT} --dry-run -Werror --ferror-limit=1 ${mip6_cxx_files}
    WORKING_DIRECTORY ${CMAKE_CURRENT_SOURCE_DIR}
  )
endif()

# ---- benchmarks; a smoke run only proves that they work

find_package(benchmark REQUIRED)
add_custom_target(mip6-benchmarks)

foreach(source IN LISTS mip6_benchmark_sources)
  if(NOT source MATCHES "\\.cc$")
    continue()
  endif()
  get_filename_component(name ${source} NAME_WE)
  mip6_add_program(${name} ${source})
  target_link_libraries(${name} PRIVATE benchmark::benchmark)
  add_dependencies(mip6-benchmarks ${name})
  add_test(NAME ${name}-smoke COMMAND ${name} --benchmark_min_time=0.001)
endforeach()

# ---- fuzz targets, which bring sanitizers of their own

if(NOT CMAKE_BUILD_TYPE STREQUAL "Sanitize")
  include(.support/fuzz.cmake)
endif()
