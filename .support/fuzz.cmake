# SPDX-License-Identifier: GPL-2.0-only

# Fuzz targets of the wire room, with clang's libFuzzer and sanitizers. The compiler of the build may
# be another one, so they are built by commands. Without clang there are no fuzz tests.

set(mip6_fuzz_dir ${CMAKE_BINARY_DIR}/fuzz)

find_program(MIP6_CLANGXX NAMES clang++)
if(MIP6_CLANGXX AND NOT MIP6_HAS_LIBFUZZER)
  file(WRITE ${mip6_fuzz_dir}/probe.cc
       "#include <vector>\nextern \"C\" int LLVMFuzzerTestOneInput(const unsigned char*, "
       "decltype(sizeof(0))) { return 0; }\n"
  )
  execute_process(
    COMMAND ${MIP6_CLANGXX} -fsanitize=fuzzer,address,undefined probe.cc -o probe
    WORKING_DIRECTORY ${mip6_fuzz_dir}
    RESULT_VARIABLE mip6_probe_failed
    OUTPUT_QUIET ERROR_QUIET
  )
  if(NOT mip6_probe_failed)
    set(MIP6_HAS_LIBFUZZER ON CACHE INTERNAL "clang++ can link fuzz targets")
  endif()
endif()
if(NOT MIP6_HAS_LIBFUZZER)
  message(STATUS "No clang++ with libFuzzer: no fuzz tests")
  return()
endif()

# ---- programs

set(mip6_fuzz_compile
    ${CMAKE_CXX_COMPILER_LAUNCHER}
    ${MIP6_CLANGXX}
    -std=c++${CMAKE_CXX_STANDARD}
    -O1
    -g
    -fno-omit-frame-pointer
    -fsanitize=fuzzer-no-link,address,undefined
    -fno-sanitize-recover=all
)

# Compiles one source file; the answer is the object file.
function(mip6_add_fuzz_object result source)
  get_filename_component(name ${source} NAME_WE)
  set(object ${mip6_fuzz_dir}/${name}.o)
  add_custom_command(
    OUTPUT ${object}
    COMMAND
      ${mip6_fuzz_compile}
      "-I$<JOIN:$<TARGET_PROPERTY:mip6-pure,INTERFACE_INCLUDE_DIRECTORIES>,;-I>" -MD -MF ${object}.d
      -c ${CMAKE_CURRENT_SOURCE_DIR}/${source} -o ${object}
    DEPENDS ${source}
    DEPFILE ${object}.d
    COMMENT "Building fuzz object ${name}.o"
    COMMAND_EXPAND_LISTS VERBATIM
  )
  set(${result} ${object} PARENT_SCOPE)
endfunction()

set(mip6_fuzz_objects)
foreach(source IN LISTS mip6_wire_sources)
  mip6_add_fuzz_object(object ${source})
  list(APPEND mip6_fuzz_objects ${object})
endforeach()

set(mip6_fuzz_libraries)
foreach(library IN LISTS mip6_ns3_pure)
  list(PREPEND mip6_fuzz_libraries $<TARGET_FILE:${library}>
       -Wl,-rpath,$<TARGET_FILE_DIR:${library}>
  )
endforeach()

# ---- seeds: the golden vectors, taken apart

file(GLOB mip6_fuzz_vectors CONFIGURE_DEPENDS test/vectors/*.txt test/vectors/*.pcap)
add_custom_command(
  OUTPUT ${mip6_fuzz_dir}/seeds.stamp
  COMMAND Python3::Interpreter ${CMAKE_CURRENT_SOURCE_DIR}/test/fuzz/make-corpus.py
          ${mip6_fuzz_dir}/seeds ${mip6_fuzz_vectors}
  COMMAND ${CMAKE_COMMAND} -E touch ${mip6_fuzz_dir}/seeds.stamp
  DEPENDS test/fuzz/make-corpus.py ${mip6_fuzz_vectors}
  COMMENT "Making the seeds of the fuzz targets"
  VERBATIM
)

# ---- one minute each; what a run finds is the start of the next one

set(mip6_fuzz_programs)
foreach(source IN LISTS mip6_fuzz_sources)
  if(NOT source MATCHES "/mip6-(fuzz-(.*))\\.cc$")
    continue()
  endif()
  set(name ${CMAKE_MATCH_1})
  set(format ${CMAKE_MATCH_2})
  mip6_add_fuzz_object(object ${source})
  set(program ${CMAKE_BINARY_DIR}/mip6-${name})
  add_custom_command(
    OUTPUT ${program}
    COMMAND ${MIP6_CLANGXX} -fsanitize=fuzzer,address,undefined ${object} ${mip6_fuzz_objects}
            ${mip6_fuzz_libraries} -o ${program}
    COMMAND ${CMAKE_COMMAND} -E make_directory ${mip6_fuzz_dir}/corpus-${format}
    DEPENDS ${object} ${mip6_fuzz_objects}
    COMMENT "Linking fuzz target mip6-${name}"
    VERBATIM
  )
  list(APPEND mip6_fuzz_programs ${program})
  add_test(
    NAME ${name}
    COMMAND
      ${program} -max_total_time=60 -max_len=2100 -rss_limit_mb=1024 -timeout=5 -verbosity=0
      -print_final_stats=1 -artifact_prefix=${mip6_fuzz_dir}/${format}-
      ${mip6_fuzz_dir}/corpus-${format} ${mip6_fuzz_dir}/seeds/${format}
  )
  set_tests_properties(${name} PROPERTIES LABELS "fuzz;slow" TIMEOUT 180)
endforeach()

add_custom_target(mip6-fuzzers ALL DEPENDS ${mip6_fuzz_programs} ${mip6_fuzz_dir}/seeds.stamp)
