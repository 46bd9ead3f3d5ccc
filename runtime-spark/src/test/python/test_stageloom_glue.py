"""Tests of what stageloom_glue does without Spark: arguments, paths, markers."""

import unittest
from datetime import date, datetime, time, timezone
from decimal import Decimal

import stageloom_glue as glue

CONTRACT = [
    "--execution-id",
    "run-1",
    "--input-bucket",
    "bucket",
    "--input-key",
    "executions/run-1/EtlStage/output.json",
    "--output-bucket",
    "bucket",
    "--output-key",
    "executions/run-1/HeavyEtlStage/output.json",
    "--current-stage",
    "HeavyEtlStage",
    "--previous-stage",
    "EtlStage",
]


def parse(argv, *arguments):
    return glue.parse_arguments("HeavyEtlStage", argv, arguments)


class Arguments(unittest.TestCase):
    def problems(self, argv, *arguments):
        with self.assertRaises(glue.InvalidArgumentsError) as raised:
            parse(argv, *arguments)
        return str(raised.exception)

    def test_the_contract_is_read_by_its_hyphenated_names(self):
        given, values = parse(["true", "--JOB_NAME", "job", *CONTRACT])
        self.assertEqual(given["execution-id"], "run-1")
        self.assertEqual(given["JOB_NAME"], "job")
        self.assertEqual(values, {})

    def test_values_are_converted(self):
        _, values = parse(
            [*CONTRACT, "--run-date", "2026-11-23", "--limit=-5", "--price", "1.10"],
            glue.Argument("run-date", "a LocalDate", date.fromisoformat),
            glue.Argument("limit", "an int", glue.integer(-10, 10)),
            glue.Argument("price", "a BigDecimal", glue.decimal),
            glue.Argument("mode", "a text", str, default="full"),
        )
        self.assertEqual(
            values,
            {
                "run-date": date(2026, 11, 23),
                "limit": -5,
                "price": Decimal("1.10"),
                "mode": "full",
            },
        )

    def test_all_problems_are_told_at_once(self):
        message = self.problems(
            [
                "--execution-id",
                "../x",
                "--output-bucket",
                "",
                "--current-stage",
                "Other",
            ],
            glue.Argument("run-date", "a LocalDate", date.fromisoformat),
        )
        for part in (
            '--execution-id: "../x" cannot be part of an S3 path',
            "--output-bucket has no value",
            "--output-key is missing",
            '--current-stage is "Other", but this job was made for stage "HeavyEtlStage"',
            "--run-date is missing",
        ):
            self.assertIn(part, message)
        self.assertNotIn("\n", message)

    def test_a_value_that_does_not_convert(self):
        for text, words, convert in (
            ("11", "an int", glue.integer(-10, 10)),
            ("1.5", "an int", glue.integer()),
            ("yes", "a boolean", glue.boolean),
            ("x", "a BigDecimal", glue.decimal),
            ("HIGH", "one of A, B", glue.one_of("A", "B")),
            ("1,x", "a list, each item an int", glue.list_of(glue.integer())),
            ("[1, [2]]", "a list, each item an int", glue.list_of(glue.integer())),
            ("[null]", "a list, each item a text", glue.list_of(str)),
            ("[NaN]", "a list, each item a text", glue.list_of(str)),
            ("[1", "a list, each item a text", glue.list_of(str)),
            ("2026-11-23T10:00:00", "an Instant", glue.instant),
            ("2026-11-23T10:00:00Z", "a LocalDateTime", glue.local_date_time),
        ):
            with self.subTest(text=text, words=words):
                message = self.problems(
                    [*CONTRACT, "--x", text], glue.Argument("x", words, convert)
                )
                self.assertIn(f'--x is "{text}", which is not {words}', message)

    def test_lists(self):
        for text, items in (
            ("", []),
            ("[]", []),
            ("a, b c", ["a", "b c"]),
            ('["a,b", 1.50, true]', ["a,b", "1.50", "true"]),
        ):
            with self.subTest(text=text):
                self.assertEqual(glue.list_of(str)(text), items)
        self.assertEqual(glue.list_of(glue.integer())("1,2"), [1, 2])

    def test_times_as_java_writes_them(self):
        self.assertEqual(
            glue.instant("2026-11-23T10:00:00.123456789Z"),
            datetime(2026, 11, 23, 10, 0, 0, 123456, timezone.utc),
        )
        self.assertEqual(
            glue.instant("2026-11-23T10:00:00.5+00:00[Europe/London]"),
            datetime(2026, 11, 23, 10, 0, 0, 500000, timezone.utc),
        )
        self.assertEqual(
            glue.local_date_time("2026-11-23T10:00"), datetime(2026, 11, 23, 10)
        )
        self.assertEqual(glue.local_time("10:30:00.25"), time(10, 30, 0, 250000))

    def test_given_twice(self):
        message = self.problems([*CONTRACT, "--current-stage", "Other"])
        self.assertIn(
            '--current-stage is given twice, as "HeavyEtlStage" and as "Other"', message
        )

    def test_glues_own_options_are_handed_on_with_underscores(self):
        given = {"JOB_NAME": "j", "job-bookmark-option": "job-bookmark-enable"}

        self.assertEqual(
            glue.job_options(given),
            {"JOB_NAME": "j", "job_bookmark_option": "job-bookmark-enable"},
        )


class Places(unittest.TestCase):
    def test_an_output(self):
        self.assertEqual(
            glue.output_uri("bucket", "run-1", "EtlStage"),
            "s3://bucket/executions/run-1/EtlStage/output.json",
        )

    def test_both_places_by_either(self):
        places = ("s3://b/x/output.json", "s3://b/x/output.parquet")
        for place in places:
            self.assertEqual(glue.output_places(place), places)

    def test_parts_of_our_marker(self):
        marker = '{"stageloom": 1, "parts": [{"name": "run-1/a.json", "bytes": 1}]}'
        self.assertEqual(
            glue.committed_parts(marker, "s3://b/output.json"),
            ["s3://b/output.json/run-1/a.json"],
        )

    def test_parts_of_hadoops_marker(self):
        marker = '{"filenames": ["/x/output.json/a.json", "x/output.json/b.json"]}'
        self.assertEqual(
            glue.committed_parts(marker, "s3://b/x/output.json"),
            ["s3://b/x/output.json/a.json", "s3://b/x/output.json/b.json"],
        )

    def test_an_empty_marker_means_every_file(self):
        self.assertIsNone(glue.committed_parts(" \n", "s3://b/output.json"))

    def test_a_marker_that_cannot_be_understood(self):
        for marker in (
            "x",
            "[]",
            "{}",
            '{"stageloom": 2}',
            '{"stageloom": 1, "parts": [{"name": "../a"}]}',
            '{"filenames": ["other/a.json"]}',
        ):
            with self.subTest(marker=marker):
                with self.assertRaises(glue.InvalidDataError) as raised:
                    glue.committed_parts(marker, "s3://b/x/output.json")
                self.assertIn(
                    "s3://b/x/output.json/_SUCCESS cannot be understood",
                    str(raised.exception),
                )


if __name__ == "__main__":
    unittest.main()
