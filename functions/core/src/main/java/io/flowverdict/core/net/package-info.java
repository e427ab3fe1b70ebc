/// Addresses, CIDR blocks, protocols and port ranges: the vocabulary of a packet header, as values.
@NullMarked
package io.flowverdict.core.net;

import org.jspecify.annotations.NullMarked;
