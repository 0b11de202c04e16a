@description('Name of the action group.')
@minLength(4)
@maxLength(260)
param actionGroupName string

@description('What names of alert rules begin with.')
@minLength(5)
@maxLength(200)
param alertPrefix string

@description('Name of the availability test.')
@minLength(5)
@maxLength(200)
param testName string

@description('Name of the Application Insights component.')
@minLength(5)
param componentName string

@description('Azure region.')
param location string

@description('Tags of every resource.')
param tags { *: string }

@description('Who gets mail; empty for nobody.')
param email string

@description('Whether somebody calls the health function all the time.')
param hasTest bool

@description('URL of the health function.')
param healthUrl string

@description('Failed calls of a hundred, in fifteen minutes with more than twenty calls.')
@minValue(1)
@maxValue(100)
param serverErrorPercent int

@description('Milliseconds that nineteen of twenty calls may take. B2C gives up after ten seconds.')
@minValue(500)
@maxValue(10000)
param slowMs int

@description('Refused callers in fifteen minutes.')
@minValue(1)
@maxValue(100000)
param refusedCallers int

// A 409 is what B2C is told when a validation says no: it counts as a good answer.
var rules = [
  {
    name: 'server-errors'
    text: 'Calls are answered with a server error: users see an error page in the middle of signing in.'
    severity: 1
    query: 'requests | where isnotempty(url) | summarize total = count(), bad = countif(toint(resultCode) >= 500) | where total > 20 | project rate = 100.0 * bad / total'
    column: 'rate'
    threshold: serverErrorPercent
  }
  {
    name: 'slow'
    text: 'One call of twenty takes too long. B2C gives up after ten seconds and calls again.'
    severity: 2
    query: 'requests | where isnotempty(url) and name !has "health" | summarize p95 = percentile(duration, 95)'
    column: 'p95'
    threshold: slowMs
  }
  {
    name: 'refused-callers'
    text: 'Callers are refused: a policy key and its secret differ, or somebody is guessing.'
    severity: 2
    query: 'requests | where resultCode in ("401", "403") | summarize denied = count()'
    column: 'denied'
    threshold: refusedCallers
  }
]

var locations = ['emea-nl-ams-azr', 'emea-gb-db3-azr', 'us-va-ash-azr']

resource component 'Microsoft.Insights/components@2020-02-02' existing = {
  name: componentName
}

resource actions 'Microsoft.Insights/actionGroups@2023-01-01' = {
  name: actionGroupName
  location: 'global'
  tags: tags
  properties: {
    enabled: true
    groupShortName: 'countersign'
    emailReceivers: empty(email) ? [] : [{ name: 'operators', emailAddress: email, useCommonAlertSchema: true }]
  }
}

resource queries 'Microsoft.Insights/scheduledQueryRules@2023-12-01' = [
  for rule in rules: {
    name: '${alertPrefix}-${rule.name}'
    location: location
    tags: tags
    kind: 'LogAlert'
    properties: {
      displayName: rule.name
      description: rule.text
      severity: rule.severity
      enabled: true
      scopes: [component.id]
      evaluationFrequency: 'PT5M'
      windowSize: 'PT15M'
      autoMitigate: true
      criteria: {
        allOf: [
          {
            query: rule.query
            metricMeasureColumn: rule.column
            timeAggregation: 'Maximum'
            operator: 'GreaterThan'
            threshold: rule.threshold
            failingPeriods: { numberOfEvaluationPeriods: 1, minFailingPeriodsToAlert: 1 }
          }
        ]
      }
      actions: { actionGroups: [actions.id] }
    }
  }
]

resource test 'Microsoft.Insights/webtests@2022-06-15' = if (hasTest) {
  name: testName
  location: location
  tags: union(tags, { 'hidden-link:${component.id}': 'Resource' })
  kind: 'standard'
  properties: {
    Name: testName
    SyntheticMonitorId: testName
    Kind: 'standard'
    Enabled: true
    Frequency: 300
    Timeout: 30
    RetryEnabled: true
    Locations: [for place in locations: { Id: place }]
    Request: { RequestUrl: healthUrl, HttpVerb: 'GET', FollowRedirects: false }
    ValidationRules: {
      ExpectedHttpStatusCode: 200
      SSLCheck: true
      SSLCertRemainingLifetimeCheck: 14
    }
  }
}

resource down 'Microsoft.Insights/metricAlerts@2018-03-01' = if (hasTest) {
  name: '${alertPrefix}-not-available'
  location: 'global'
  tags: tags
  properties: {
    description: 'The health function does not answer 200 at two places of the world or more.'
    severity: 1
    enabled: true
    scopes: [test.id, component.id]
    evaluationFrequency: 'PT1M'
    windowSize: 'PT5M'
    criteria: {
      'odata.type': 'Microsoft.Azure.Monitor.WebtestLocationAvailabilityCriteria'
      webTestId: test.id
      componentId: component.id
      failedLocationCount: 2
    }
    actions: [{ actionGroupId: actions.id }]
  }
}
