package io.flowverdict.infra;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import software.amazon.awscdk.services.lambda.Code;
import software.amazon.awscdk.services.lambda.ILayerVersion;
import software.amazon.awscdk.services.lambda.LayerVersion;
import software.constructs.Construct;

/// The accounts beside the one that is deployed to, as a file that a function finds: all of a
/// function's environment has 4 KB.
final class AccountsLayer {

  /// Where the function finds it: a layer is unpacked in `/opt`.
  static final String FILE = "/opt/accounts.txt";

  /// The earliest that a zip can say, so that the same accounts make the same file.
  private static final long NO_TIME = 315_532_800_000L;

  private AccountsLayer() {}

  /// {@return the layer; none where there are no other accounts}
  static List<ILayerVersion> of(Construct scope, Settings.Scopes scopes) {
    return scopes.accounts().isEmpty()
        ? List.of()
        : List.of(
            LayerVersion.Builder.create(scope, "Accounts")
                .description("The other accounts that are looked after")
                .code(Code.fromAsset(zip(scopes.accounts()).toString()))
                .build());
  }

  private static Path zip(List<String> accounts) {
    try {
      Path file = Files.createTempFile("accounts", ".zip");
      file.toFile().deleteOnExit();
      try (OutputStream out = Files.newOutputStream(file);
          ZipOutputStream zip = new ZipOutputStream(out)) {
        ZipEntry entry = new ZipEntry(Path.of(FILE).getFileName().toString());
        entry.setTime(NO_TIME);
        zip.putNextEntry(entry);
        zip.write((String.join("\n", accounts) + "\n").getBytes(UTF_8));
        zip.closeEntry();
      }
      return file;
    } catch (IOException unwritable) {
      throw new UncheckedIOException(unwritable);
    }
  }
}
