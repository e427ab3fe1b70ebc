package io.flowverdict.capture;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.http.SdkHttpService;
import software.amazon.awssdk.http.async.SdkAsyncHttpService;
import software.amazon.awssdk.http.urlconnection.UrlConnectionSdkHttpService;

/// What the function carries into Lambda beside its own code.
class DeployedClassPathTest {

  @Test
  void theSdkFindsOneHttpClient() {
    assertThat(ServiceLoader.load(SdkHttpService.class))
        .singleElement()
        .isInstanceOf(UrlConnectionSdkHttpService.class);
  }

  @Test
  void noAsynchronousHttpClientIsCarriedAlong() {
    assertThat(ServiceLoader.load(SdkAsyncHttpService.class)).isEmpty();
  }
}
