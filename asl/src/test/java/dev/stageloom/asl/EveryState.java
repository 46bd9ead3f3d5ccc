package dev.stageloom.asl;

/** A definition with every type of state and every field, in the order in which we write them. */
final class EveryState {

  static final String TEXT =
      """
      {
        "Comment": "Everything",
        "QueryLanguage": "JSONata",
        "StartAt": "Start",
        "TimeoutSeconds": 3600,
        "States": {
          "Start": {
            "Type": "Pass",
            "Comment": "begins",
            "Output": {
              "a": null,
              "b": [
                1,
                2.5,
                "{% $states.input.x %}"
              ]
            },
            "Assign": {
              "x": "{% $states.input.x %}",
              "y": null
            },
            "Next": "Decide"
          },
          "Decide": {
            "Type": "Choice",
            "Choices": [
              {
                "Comment": "large",
                "Condition": "{% $x > 1 %}",
                "Output": "{% $x %}",
                "Assign": {
                  "size": "large"
                },
                "Next": "Work"
              },
              {
                "Condition": "{% true %}",
                "Next": "Pause"
              }
            ],
            "Default": "Give up",
            "Output": {
              "size": 1
            },
            "Assign": {
              "size": "none"
            }
          },
          "Pause": {
            "Type": "Wait",
            "Seconds": "{% $x %}",
            "Next": "Pause until"
          },
          "Pause until": {
            "Type": "Wait",
            "Timestamp": "2026-11-23T08:00:00Z",
            "Output": {},
            "Assign": {
              "z": 1
            },
            "Next": "Work"
          },
          "Work": {
            "Type": "Task",
            "Resource": "arn:aws:states:::lambda:invoke",
            "Arguments": {
              "FunctionName": "f"
            },
            "TimeoutSeconds": 60,
            "HeartbeatSeconds": "{% $x %}",
            "Output": "{% $states.result.Payload %}",
            "Assign": {
              "result": "{% $states.result %}"
            },
            "Retry": [
              {
                "ErrorEquals": [
                  "Never"
                ],
                "MaxAttempts": 0
              },
              {
                "ErrorEquals": [
                  "States.TaskFailed",
                  "Own"
                ],
                "IntervalSeconds": 2,
                "MaxAttempts": 5,
                "BackoffRate": 1.5,
                "MaxDelaySeconds": 30,
                "JitterStrategy": "FULL"
              },
              {
                "ErrorEquals": [
                  "States.ALL"
                ],
                "IntervalSeconds": 1,
                "MaxAttempts": 3,
                "BackoffRate": 2
              }
            ],
            "Catch": [
              {
                "Comment": "late",
                "ErrorEquals": [
                  "States.Timeout"
                ],
                "Output": "{% $states.errorOutput %}",
                "Assign": {
                  "error": "{% $states.errorOutput.Error %}"
                },
                "Next": "Give up"
              },
              {
                "ErrorEquals": [
                  "States.ALL"
                ],
                "Next": "Give up"
              }
            ],
            "Next": "Both"
          },
          "Both": {
            "Type": "Parallel",
            "Arguments": {
              "x": 1
            },
            "Branches": [
              {
                "Comment": "left",
                "StartAt": "Left",
                "States": {
                  "Left": {
                    "Type": "Succeed",
                    "Comment": "done",
                    "Output": "{% $x %}"
                  }
                }
              },
              {
                "StartAt": "Right",
                "States": {
                  "Right": {
                    "Type": "Pass",
                    "End": true
                  }
                }
              }
            ],
            "Retry": [
              {
                "ErrorEquals": [
                  "States.ALL"
                ],
                "IntervalSeconds": 1,
                "MaxAttempts": 1,
                "BackoffRate": 1
              }
            ],
            "Next": "Each"
          },
          "Each": {
            "Type": "Map",
            "Items": "{% $states.input %}",
            "ItemSelector": {
              "item": "{% $states.context.Map.Item.Value %}"
            },
            "MaxConcurrency": 4,
            "ItemProcessor": {
              "ProcessorConfig": {
                "Mode": "INLINE"
              },
              "StartAt": "Item",
              "States": {
                "Item": {
                  "Type": "Pass",
                  "End": true
                }
              }
            },
            "Catch": [
              {
                "ErrorEquals": [
                  "States.ALL"
                ],
                "Next": "Give up"
              }
            ],
            "End": true
          },
          "Give up": {
            "Type": "Fail",
            "Error": "GaveUp",
            "Cause": "{% $string($x) %}"
          }
        }
      }
      """;

  private EveryState() {}
}
