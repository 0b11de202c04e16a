@description('Name of the Application Insights component that the workbook is about.')
@minLength(5)
param componentName string

@description('Azure region.')
param location string

@description('Tags of every resource.')
param tags { *: string }

resource component 'Microsoft.Insights/components@2020-02-02' existing = {
  name: componentName
}

resource workbook 'Microsoft.Insights/workbooks@2023-06-01' = {
  name: guid(component.id, 'calls-of-b2c')
  location: location
  tags: tags
  kind: 'shared'
  properties: {
    displayName: 'Calls of B2C'
    category: 'workbook'
    sourceId: component.id
    serializedData: string(loadJsonContent('workbook.json'))
  }
}
