package dev.stageloom.asl.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class JsonObjectTest {

  private final JsonObject json =
      JsonObject.of(
          "the file",
          Json.parse(
              """
              {"text": "x", "int": 7, "big": 3000000000, "half": 0.5, "yes": true, "none": null,
               "object": {"inner": {"deep": 1}}, "objects": [{"a": 1}, 2], "strings": ["a", 1]}
              """));

  @Test
  void readsFieldsByTheirTypes() {
    assertThat(json.string("text")).isEqualTo("x");
    assertThat(json.integer("int")).isEqualTo(7);
    assertThat(json.number("int")).isEqualTo(7.0);
    assertThat(json.number("half")).isEqualTo(0.5);
    assertThat(json.optionalBoolean("yes")).contains(true);
    assertThat(json.object("object").object("inner").integer("deep")).isEqualTo(1);
  }

  @Test
  void takesMissingAndNullFieldsForMissing() {
    assertThat(json.optionalString("none")).isEmpty();
    assertThat(json.optionalString("absent")).isEmpty();
    assertThat(json.optionalInteger("absent")).isEmpty();
    assertThat(json.optionalNumber("absent")).isEmpty();
    assertThat(json.optionalBoolean("absent")).isEmpty();
    assertThat(json.optionalObject("absent")).isEmpty();
    assertThat(json.objects("absent")).isEmpty();
    assertThat(json.strings("absent")).isEmpty();
    assertThat(json.has("none")).isTrue();
    assertThat(json.isNull("none")).isTrue();
    assertThat(json.isNull("absent")).isFalse();
  }

  @Test
  void saysWhichFieldIsWrongAndHow() {
    assertMessage(() -> json.string("absent"), "the file: absent is missing");
    assertMessage(() -> json.string("int"), "the file: int must be a string, but is 7");
    assertMessage(() -> json.integer("text"), "the file: text must be an integer, but is \"x\"");
    assertMessage(() -> json.integer("big"), "the file: big must be an integer, but is 3000000000");
    assertMessage(() -> json.integer("half"), "the file: half must be an integer, but is 0.5");
    assertMessage(() -> json.number("yes"), "the file: yes must be a number, but is true");
    assertMessage(
        () -> json.optionalBoolean("object"),
        "the file: object must be true or false, but is an object");
    assertMessage(() -> json.object("text"), "the file: text must be an object, but is \"x\"");
    assertMessage(
        () -> json.objects("objects"), "the file: objects[1] must be an object, but is 2");
    assertMessage(() -> json.strings("strings"), "the file: strings[1] must be a string, but is 1");
    assertMessage(() -> json.objects("int"), "the file: int must be an array, but is 7");
    assertMessage(
        () -> json.object("object").object("inner").string("deep"),
        "the file: object.inner.deep must be a string, but is 1");
    assertMessage(
        () -> JsonObject.of("the file", Json.parse("[]")),
        "the file must be a JSON object, but is an array");
  }

  @Test
  void knowsWhichFieldsWereNotRead() {
    json.string("text");
    json.has("int");
    json.value("big");

    assertThat(json.unknownNames())
        .containsExactly("half", "yes", "none", "object", "objects", "strings");
  }

  private static void assertMessage(ThrowingCallable call, String message) {
    assertThatThrownBy(call).isInstanceOf(JsonException.class).hasMessage(message);
  }
}
