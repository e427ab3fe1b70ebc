package io.flowverdict.local;

import io.flowverdict.core.net.Protocol;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// Reads a protocol by name or number.
final class ProtocolConverter implements ITypeConverter<Protocol> {

  @Override
  public Protocol convert(String value) {
    return Protocol.tryParse(value)
        .orElseThrow(() ->
            new TypeConversionException(
                "'" + value + "' is no protocol: give tcp, udp, icmp, icmpv6 or a number 0..255"));
  }
}
