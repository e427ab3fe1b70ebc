package io.flowverdict.bench.throughput;

/// One direction of a connection as one interface sees it: what a record tells, but for its time.
///
/// @param at the index of the interface
/// @param from an IPv4 address
/// @param to an IPv4 address
/// @param flags the TCP flags
/// @param in whether the interface receives it
/// @param accepted whether it is recorded as accepted
record SeenFlow(
    int at,
    int from,
    int to,
    int fromPort,
    int toPort,
    int packets,
    long bytes,
    int flags,
    boolean in,
    boolean accepted) {}
